import { parseArgs } from "node:util";

/** An option of a command; without `takes` it is a flag. */
export interface Option<T> {
  readonly help: string;
  /** Its value where it is not given. */
  readonly initial: T;
  /** How the help names what it takes. */
  readonly takes?: string;
  /** What a right value is, for whoever gave another. */
  readonly wants: string;
  /** @returns undefined when the text is no right value */
  readonly read: (text: string) => T | undefined;
}
// biome-ignore lint/suspicious/noExplicitAny: of options of any type
export type Options = Readonly<Record<string, Option<any>>>;
export type Values<O extends Options> = { readonly [N in keyof O]: O[N]["initial"] };

export interface Command<O extends Options> {
  /** How it is called, such as `npm run faults --`. */
  readonly call: string;
  readonly options: O;
  /** The one word that may stand beside the options, as the help names it. */
  readonly word?: string;
}

export type Read<O extends Options> =
  | { readonly kind: "run"; readonly values: Values<O>; readonly word: string | undefined }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly message: string };

export function flag(help: string): Option<boolean> {
  return { help, initial: false, wants: "no value", read: () => true };
}

/** A whole number from `from` to `to`. */
export function whole<I extends number | undefined>(
  help: string,
  { from, to, initial }: { readonly from: number; readonly to?: number; readonly initial: I },
): Option<I | number> {
  return {
    help,
    initial,
    takes: "N",
    wants: `a whole number ${to === undefined ? `of ${from} or more` : `from ${from} to ${to}`}`,
    read: (text) => {
      const number = Number(text);
      const fits =
        /^\d+$/.test(text) && number >= from && number <= (to ?? Number.MAX_SAFE_INTEGER);
      return fits ? number : undefined;
    },
  };
}

/** One of the names, or none. */
export function oneOf<N extends string>(help: string, names: readonly N[]): Option<N | undefined> {
  return {
    help,
    initial: undefined,
    takes: "NAME",
    wants: `one of: ${names.join(", ")}`,
    read: (text) => names.find((name) => name === text),
  };
}

/**
 * Reads a command line.
 *
 * @param args what follows the script's name
 * @returns every option's value, the help, or in one line what is wrong and what would be right
 */
export function readCommand<O extends Options>(
  { call, options, word }: Command<O>,
  args: readonly string[],
): Read<O> {
  const refused = (what: string): Read<O> => ({
    kind: "refused",
    message: `${what}; \`${call} --help\` lists what there is.`,
  });
  const types = Object.entries(options).map(
    ([name, { takes }]) => [name, { type: takes === undefined ? "boolean" : "string" }] as const,
  );
  // Not strict, for Node's own words go over several lines and name no remedy.
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    strict: false,
    tokens: true,
  });
  const values = new Map(Object.entries(options).map(([name, { initial }]) => [name, initial]));
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    if (rawName === "--help" || rawName === "-h")
      return { kind: "help", text: helpOf(call, options, word) };
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) return refused(`unknown option ${rawName}`);
    const fits = (option.takes === undefined) === (value === undefined);
    const read = fits ? option.read(value ?? "") : undefined;
    if (read === undefined) {
      return refused(
        `${rawName} takes ${option.wants}${value === undefined ? "" : `, not "${value}"`}`,
      );
    }
    values.set(name, read);
  }
  const [first, ...more] = words;
  const unknown = word === undefined ? first : more[0];
  if (unknown !== undefined) return refused(`don't know what "${unknown}" is for`);
  return { kind: "run", values: Object.fromEntries(values) as Values<O>, word: first };
}

function helpOf(call: string, options: Options, word?: string): string {
  const rows = Object.entries(options).map(([name, { help, takes, initial }]) => [
    `--${name}${takes === undefined ? "" : ` ${takes}`}`,
    typeof initial === "number" || typeof initial === "string" ? `${help} (${initial})` : help,
  ]);
  const width = Math.max(0, ...rows.map(([left = ""]) => left.length));
  return [
    `Usage: ${call}${rows.length > 0 ? " [options]" : ""}${word === undefined ? "" : ` [${word}]`}`,
    ...rows.map(([left = "", right]) => `  ${left.padEnd(width)}  ${right}`),
  ].join("\n");
}

/** Ends the process for a mistake of its caller's: one line, code 2. */
export function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

/** Reads this process's command line, and ends it where there is only help to give or a mistake to name. */
export function commandLine<O extends Options>(
  command: Command<O>,
  args: readonly string[] = process.argv.slice(2),
): Extract<Read<O>, { kind: "run" }> {
  const read = readCommand(command, args);
  if (read.kind === "refused") refuse(read.message);
  if (read.kind === "run") return read;
  console.log(read.text);
  process.exit(0);
}
