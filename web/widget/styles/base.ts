/**
 * The ground of everything: what the page's own rules may not reach, colours, buttons.
 * An `!important` of ours inside the shadow tree beats one of the page's outside, so the host's box can't be restyled from there.
 */
export const base = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: auto !important;
  z-index: 2147483647 !important;
  display: block !important;
  width: 0 !important;
  height: 0 !important;
  direction: ltr !important;
  color-scheme: normal !important;
}
:host([data-font="inherit"]) { font-family: inherit !important; }
@media print { :host { display: none !important; } }
*, *::before, *::after { box-sizing: border-box; }
.root {
  --ground: #ffffff; --surface: #f2f4f5; --line: #dfe3e6; --ink: #171b1f; --muted: #56606a;
  --danger: #b3261e; --warn: #fff4d6; --on-warn: #4a3600;
  --shadow: 0 1px 2px rgb(15 23 32 / .08), 0 12px 40px rgb(15 23 32 / .18);
  --edge: 20px;
  font: 400 15px/1.45 var(--font); color: var(--ink); text-align: start;
  letter-spacing: normal; word-spacing: normal; -webkit-text-size-adjust: 100%;
}
.root.dark {
  --ground: #171a1d; --surface: #262b30; --line: #363c43; --ink: #f1f3f5; --muted: #a8b2bc;
  --danger: #ffb4ab; --warn: #40351a; --on-warn: #ffe9b0;
  --shadow: 0 0 0 1px rgb(255 255 255 / .06), 0 12px 40px rgb(0 0 0 / .55);
}
p, h2 { margin: 0; font: inherit; }
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
button { cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation; }
a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }
.sr {
  position: absolute !important; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.icon { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; flex: none; }
[dir="rtl"] .icon-send, [dir="rtl"] .icon-end { transform: scaleX(-1); }
.icon-button {
  display: inline-grid; place-items: center; width: 36px; height: 36px; padding: 0; flex: none;
  border: 0; border-radius: 10px; background: transparent; color: var(--muted);
}
.icon-button:hover { background: var(--surface); color: var(--ink); }
.button {
  min-height: 36px; padding: 6px 14px; border: 1px solid transparent; border-radius: 10px;
  font-weight: 600; line-height: 1.3;
}
.primary { background: var(--accent); color: var(--on-accent); }
.quiet { background: transparent; color: var(--ink); border-color: var(--line); }
.danger { background: transparent; color: var(--danger); border-color: currentColor; }
.primary:hover { filter: brightness(1.08); }
.quiet:hover { background: var(--surface); }
.link { padding: 4px; border: 0; background: none; text-decoration: underline; text-underline-offset: 2px; font-weight: 600; }
.avatar {
  display: grid; place-items: center; flex: none; width: 40px; height: 40px; overflow: hidden;
  border-radius: 50%; background: var(--accent); color: var(--on-accent); font-weight: 600; font-size: 15px; text-transform: uppercase; user-select: none;
}
.avatar img { width: 100%; height: 100%; object-fit: cover; }
@media (forced-colors: active) {
  .panel, .invitation, .pill, .bubble, .avatar, .offer, .primary, .send { border: 1px solid CanvasText !important; }
}
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; } }
`;
