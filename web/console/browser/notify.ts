/** Whether this browser may show desktop notifications: asked for only by the agent's press. */
export const mayNotify = (): boolean =>
  typeof Notification !== "undefined" && Notification.permission === "granted";

/** Asks the browser's permission; call it from a press only. @returns whether it is given */
export async function askToNotify(): Promise<boolean> {
  if (typeof Notification === "undefined") return false;
  return (await Notification.requestPermission()) === "granted";
}

/** Shows a notification that brings the console to the front. `tag`: a later one of the same tag takes its place. */
export function notify(title: string, body: string, tag: string, pressed: () => void): void {
  if (!mayNotify()) return;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    window.focus();
    shown.close();
    pressed();
  };
}
