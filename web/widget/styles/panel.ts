/** The panel: header, conversation, composer. */
export const panel = `
.panel {
  position: fixed; inset-block-end: calc(var(--edge) + env(safe-area-inset-bottom, 0px)); inset-inline-end: var(--edge);
  display: flex; flex-direction: column; width: 384px; max-width: calc(100vw - 2 * var(--edge));
  height: min(640px, calc(100vh - 2 * var(--edge))); height: min(640px, calc(100dvh - 2 * var(--edge)));
  border-radius: var(--radius); background: var(--ground); box-shadow: var(--shadow); overflow: hidden;
  animation: rise .24s cubic-bezier(.2, .7, .2, 1);
}
.start .panel { inset-inline: var(--edge) auto; }
.header { display: flex; align-items: center; gap: 4px; padding: 12px; padding-inline-start: 16px; border-block-end: 1px solid var(--line); flex: none; }
.header-words { flex: 1; min-width: 0; padding-inline: 8px; }
.header-name { position: relative; font-weight: 650; font-size: 16px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.header-state { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.here::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-inline-end: 6px; border-radius: 50%; background: #2a8f52; }
.dark .here::before { background: #5fd08a; }
.banner { flex: none; padding: 10px 16px; background: var(--warn); color: var(--on-warn); font-size: 13.5px; }
.banner:empty { display: none; }
.messages { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 14px 16px 6px; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
.log:focus-visible { outline-offset: -2px; }
.earlier { display: block; margin: 0 auto 12px; }
.to-end { position: absolute; inset-block-end: 30px; inset-inline: 0; margin: auto; width: fit-content; display: flex; align-items: center; gap: 6px; background: var(--ground); border-color: var(--line); box-shadow: var(--shadow); font-size: 13px; }
.to-end .icon { width: 16px; height: 16px; }
.typing { flex: none; min-height: 24px; padding: 0 16px 4px; color: var(--muted); font-size: 13px; display: flex; align-items: center; gap: 8px; }
.dots { display: inline-flex; gap: 3px; }
.dots i { width: 5px; height: 5px; border-radius: 50%; background: currentColor; animation: breathe 1.2s infinite; }
.dots i:nth-child(2) { animation-delay: .15s; } .dots i:nth-child(3) { animation-delay: .3s; }
@keyframes breathe { 0%, 60%, 100% { opacity: .3; } 30% { opacity: 1; } }
.composer { flex: none; display: flex; flex-wrap: wrap; align-items: flex-end; gap: 8px; padding: 8px 12px 12px; }
.composer textarea {
  flex: 1; min-width: 0; min-height: 44px; max-height: 132px; padding: 10px 14px; resize: none; overflow-y: auto;
  border: 1px solid var(--muted); border-radius: 14px; background: var(--ground); color: var(--ink); font-size: 16px; line-height: 1.4;
}
.composer textarea::placeholder { color: var(--muted); opacity: 1; }
.composer textarea:focus-visible { outline-offset: -1px; }
.composer textarea[aria-invalid="true"] { border-color: var(--danger); }
.send { display: grid; place-items: center; flex: none; width: 44px; height: 44px; padding: 0; border: 0; border-radius: 14px; background: var(--accent); color: var(--on-accent); }
.send[aria-disabled="true"] { background: var(--surface); color: var(--muted); cursor: default; }
.limit { flex-basis: 100%; font-size: 13px; color: var(--muted); } .limit:empty { display: none; }
.question { flex: none; padding: 14px 16px 16px; border-block-start: 1px solid var(--line); text-align: center; }
.question-actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; margin-block-start: 10px; }
@media (max-width: 520px), (max-height: 420px) {
  .panel { inset: 0; width: 100vw; max-width: none; height: 100vh; height: 100dvh; border-radius: 0; padding-block: env(safe-area-inset-top, 0px) env(safe-area-inset-bottom, 0px); }
  .root.keyboard .panel { inset-block: var(--top, 0px) auto; height: var(--height); }
  .start .panel { inset-inline: 0; }
}
@media (max-height: 300px) { .header { padding-block: 4px; } .header .avatar { display: none; } .log { padding-block: 4px; } }
`;
