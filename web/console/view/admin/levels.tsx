import type { AgentBody } from "./answers.ts";

type Levels = AgentBody["languages"];
type Level = Levels[string];

const WORDS = ["none", "1 a little", "2 some", "3 good", "4 fluent", "5 native, expert"] as const;

/** How well an agent speaks languages or knows topics. */
export function Levels({
  legend,
  names,
  inWords,
  levels,
  problem,
  onChange,
}: {
  readonly legend: string;
  readonly names: readonly string[];
  readonly inWords: (name: string) => string;
  readonly levels: Levels;
  readonly problem?: string | undefined;
  readonly onChange: (levels: Levels) => void;
}) {
  const put = (name: string, level: Level) => {
    const { [name]: _, ...others } = levels;
    onChange(level === 0 ? others : { ...others, [name]: level });
  };
  return (
    <fieldset class="levels">
      <legend>{legend}</legend>
      {problem && <p class="problem">{problem}</p>}
      {names.map((name) => (
        <label key={name}>
          <span>{inWords(name)}</span>
          <select
            value={levels[name] ?? 0}
            onChange={({ currentTarget }) => put(name, Number(currentTarget.value) as Level)}
          >
            {WORDS.map((words, level) => (
              <option key={words} value={level}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
