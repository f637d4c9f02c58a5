import { useState } from "preact/hooks";
import { askToNotify, mayNotify } from "../browser/notify.ts";
import { play } from "../browser/sound.ts";
import { useDesk } from "./desk-context.ts";
import { Dialog } from "./dialog.tsx";

/** How this browser calls the agent, and what it looks at before a message goes out. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const { preferences, prefer } = useDesk();
  const [refused, setRefused] = useState(false);
  const notifications = async (wanted: boolean) => {
    const allowed = wanted && (mayNotify() || (await askToNotify()));
    setRefused(wanted && !allowed);
    prefer({ notifications: allowed });
  };
  const sound = (wanted: boolean) => {
    if (wanted) play("message");
    prefer({ sound: wanted });
  };
  const choice = (
    label: string,
    hint: string,
    checked: boolean,
    change: (wanted: boolean) => void,
  ) => (
    <label class="choice">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      <span>
        {label}
        <span class="muted">{hint}</span>
      </span>
    </label>
  );
  return (
    <Dialog label="Settings" name="sheet" onClose={onClose}>
      {(close) => (
        <>
          <h2>Settings</h2>
          {choice("Sound", "At a ring and at a message.", preferences.sound, sound)}
          {choice(
            "Desktop notifications",
            "While you look elsewhere. The browser asks once.",
            preferences.notifications,
            (wanted) => void notifications(wanted),
          )}
          {refused && (
            <p class="problem" role="alert">
              The browser doesn't allow notifications for this page.
            </p>
          )}
          {choice(
            "Quiet for now",
            "Neither sound nor notifications, until you turn it off.",
            preferences.quiet,
            (quiet) => prefer({ quiet }),
          )}
          {choice(
            "Check the tone",
            "Shows once what may hurt, before a message is sent.",
            preferences.tone,
            (tone) => prefer({ tone }),
          )}
          <button type="button" class="quiet" onClick={close}>
            Done
          </button>
        </>
      )}
    </Dialog>
  );
}
