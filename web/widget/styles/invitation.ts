/** The invitation beside the page's content and the way back to a minimised chat. */
export const invitation = `
.invitation {
  position: fixed; inset-block-end: calc(var(--edge) + var(--lift, 0px) + env(safe-area-inset-bottom, 0px)); inset-inline-end: var(--edge);
  display: grid; grid-template-columns: auto 1fr auto; gap: 4px 12px; align-items: start;
  width: min(340px, calc(100vw - 2 * var(--edge))); padding: 16px; padding-inline-end: 10px;
  border-radius: var(--radius); background: var(--ground); box-shadow: var(--shadow);
  animation: rise .32s cubic-bezier(.2, .7, .2, 1);
}
.start .invitation { inset-inline: var(--edge) auto; }
.invitation-words { min-width: 0; padding-block-start: 1px; overflow-wrap: anywhere; }
.invitation-name { font-weight: 650; font-size: 14px; }
.invitation-text { max-height: 9em; overflow: auto; }
.invitation-close { grid-column: 3; grid-row: 1; margin-block-start: -6px; }
.invitation-actions { grid-column: 2 / 4; display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 8px; padding-inline-end: 6px; }
.pill {
  position: fixed; inset-block-end: calc(var(--edge) + var(--lift, 0px) + env(safe-area-inset-bottom, 0px)); inset-inline-end: var(--edge);
  display: flex; align-items: center; gap: 10px; max-width: min(260px, calc(100vw - 2 * var(--edge)));
  padding: 6px; padding-inline-end: 18px; border: 0; border-radius: 28px;
  background: var(--ground); color: var(--ink); box-shadow: var(--shadow); font-weight: 600;
  animation: rise .24s cubic-bezier(.2, .7, .2, 1);
}
.start .pill { inset-inline: var(--edge) auto; }
.pill-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.badge {
  position: absolute; inset-block-start: -4px; inset-inline-start: 34px; min-width: 20px; padding: 0 6px;
  border-radius: 10px; background: #b3261e; color: #fff; font-size: 12px; line-height: 20px; text-align: center;
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }
@media (max-width: 520px) {
  .root { --edge: 12px; }
  .invitation { width: calc(100vw - 2 * var(--edge)); grid-template-columns: auto 1fr auto auto; align-items: center; gap: 6px; padding: 5px 2px 5px 8px; }
  .invitation .avatar { width: 30px; height: 30px; font-size: 12px; }
  .invitation .button { padding-inline: 10px; font-size: 14px; }
  .invitation-words { padding: 0; }
  .invitation-name { display: none; }
  .invitation-text { max-height: none; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; font-size: 14px; }
  .invitation-actions { grid-column: 3; margin: 0; padding: 0; }
  .invitation-later { display: none; }
  .invitation-close { grid-column: 4; margin: 0; }
  .pill { padding-inline-end: 6px; }
  .pill-name { display: none; }
}
`;
