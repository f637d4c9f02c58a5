import { ALL_KEYS } from "../keys.ts";
import { Dialog } from "./dialog.tsx";

/** Every key of the console. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog label="Keys" name="sheet" onClose={onClose}>
      {(close) => (
        <>
          <h2>Keys</h2>
          <dl class="keys">
            {ALL_KEYS.map(([keys, what]) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <button type="button" class="quiet" onClick={close}>
            Done
          </button>
        </>
      )}
    </Dialog>
  );
}
