/** Lines of the conversation and the offer card. */
export const messages = `
.line { display: flex; flex-direction: column; align-items: flex-start; margin-block-start: 14px; }
.line:first-child { margin-block-start: 0; }
.line.follows { margin-block-start: 4px; }
.line.mine { align-items: flex-end; }
.line-head { position: relative; display: flex; gap: 8px; margin: 0 4px 4px; color: var(--muted); font-size: 12.5px; }
.bubble { max-width: 84%; padding: 9px 13px; border-radius: 16px; background: var(--surface); overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; }
.theirs .bubble { border-start-start-radius: 5px; }
.mine .bubble { background: var(--accent); color: var(--on-accent); border-end-end-radius: 5px; }
.mine .bubble.faded { background: var(--surface); color: var(--ink); border: 1px dashed var(--muted); padding: 8px 12px; }
.bubble a:focus-visible { outline-color: currentColor; }
.state { margin: 3px 4px 0; color: var(--muted); font-size: 12.5px; }
.state.failed { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; color: var(--danger); }
.notice { margin: 14px auto; max-width: 90%; text-align: center; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.offer { width: 100%; max-width: 324px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 16px; background: var(--ground); }
.offer-from { display: flex; align-items: center; gap: 6px; color: var(--accent-text); font-size: 13px; font-weight: 600; }
.offer-from .icon { width: 18px; height: 18px; }
.offer-what { margin-block: 2px 10px; font-size: 20px; font-weight: 650; line-height: 1.25; }
.offer-code { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px; padding: 6px; padding-inline-start: 12px; border: 1px dashed var(--muted); border-radius: 12px; }
.offer-code code { font: 600 15px/1.4 ui-monospace, monospace;  overflow-wrap: anywhere; }
.offer-code .button { border-color: transparent; color: var(--accent-text); padding-inline: 8px; }
.offer-note { margin-block-start: 8px; color: var(--muted); font-size: 13px; }
.offer-actions { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 12px; }
.offer-over { background: var(--surface); }
.offer-over .offer-what { text-decoration: line-through; color: var(--muted); }
`;
