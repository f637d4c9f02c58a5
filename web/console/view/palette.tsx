import { useEffect, useRef, useState } from "preact/hooks";
import type { Command } from "../command.ts";
import { fuzzyFilter } from "../writing/search.ts";
import { Dialog } from "./dialog.tsx";

/** Finds a command by some letters of its name and runs it. */
export function Palette({
  commands,
  onClose,
}: {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}) {
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = fuzzyFilter(
    query,
    commands.filter(({ id }) => id !== "palette"),
    ({ title }) => [title],
  );
  const at = Math.min(active, found.length - 1);
  const chosen = found[at];
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <Dialog label="Commands" name="palette" onClose={onClose}>
      {(close) => {
        const run = (command: Command | undefined) => {
          if (!command) return;
          // First: the focus goes back, and the command may then take it elsewhere.
          close();
          command.run();
        };
        return (
          <>
            <input
              type="text"
              role="combobox"
              aria-label="Command"
              aria-expanded="true"
              aria-controls="commands"
              aria-activedescendant={chosen && `command-${chosen.id}`}
              autocomplete="off"
              placeholder="What do you want to do?"
              value={query}
              onInput={({ currentTarget }) => {
                setQuery(currentTarget.value);
                setActive(0);
              }}
              onKeyDown={(event) => {
                if (event.key === "ArrowDown") setActive((at + 1) % found.length);
                else if (event.key === "ArrowUp") setActive((at + found.length - 1) % found.length);
                else if (event.key === "Enter") run(chosen);
                else return;
                event.preventDefault();
              }}
            />
            <div ref={list} id="commands" role="listbox" aria-label="Commands" class="options">
              {found.map((command, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
                <div
                  key={command.id}
                  id={`command-${command.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  onClick={() => run(command)}
                >
                  <span class="clip">{command.title}</span>
                  {command.keys && <kbd>{command.keys}</kbd>}
                </div>
              ))}
            </div>
            {found.length === 0 && <p class="muted">Nothing of that name.</p>}
          </>
        );
      }}
    </Dialog>
  );
}
