import type { Colleague } from "../../../functions/contract/desk.ts";
import { count, languageName, phrase } from "../view/format.ts";
import type { HandOverTo } from "./team.ts";

/** Somebody or something that a conversation can be handed to. */
export interface Target {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly to: HandOverTo;
}

const RANK: Readonly<Record<Colleague["presence"], number>> = {
  online: 0,
  "wrap-up": 1,
  away: 2,
  offline: 3,
};

const free = ({ capacity, load }: Colleague): number => Math.max(0, capacity - load);

/** A colleague in words: presence, free slots, languages. */
export function describe(colleague: Colleague): string {
  const { presence, reason, languages } = colleague;
  const why = reason === undefined ? "" : ` (${reason})`;
  return [
    `${presence}${why}`,
    `${count(free(colleague), "free slot")}`,
    Object.keys(languages).map(languageName).join(", "),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Who is there and has a free slot stands first. */
export const byReadiness = (colleagues: readonly Colleague[]): readonly Colleague[] =>
  [...colleagues].sort(
    (a, b) =>
      RANK[a.presence] - RANK[b.presence] || free(b) - free(a) || a.name.localeCompare(b.name),
  );

/** How many of those who are online have this among theirs. */
function online(colleagues: readonly Colleague[], has: (one: Colleague) => boolean): string {
  const n = colleagues.filter((one) => one.presence === "online" && has(one)).length;
  return n === 0 ? "nobody online" : `${n} online`;
}

/** Everybody and everything a conversation can be handed to: people, a language, a skill, a supervisor. */
export function targetsOf(colleagues: readonly Colleague[]): readonly Target[] {
  const people = byReadiness(colleagues);
  const keys = (of: (one: Colleague) => Readonly<Record<string, number>>) => [
    ...new Set(people.flatMap((one) => Object.keys(of(one)))),
  ];
  const isLead = ({ role }: Colleague) => role !== "agent";
  return [
    ...people.map((one) => ({
      id: `agent-${one.id}`,
      title: one.name,
      detail: describe(one),
      to: { kind: "agent", agent: one.id } as const,
    })),
    {
      id: "supervisor",
      title: "A supervisor",
      detail: online(colleagues, isLead),
      to: { kind: "supervisor" } as const,
    },
    ...keys(({ languages }) => languages).map((language) => ({
      id: `language-${language}`,
      title: `Who speaks ${languageName(language)}`,
      detail: online(colleagues, ({ languages }) => languages[language] !== undefined),
      to: { kind: "language", language } as const,
    })),
    ...keys(({ skills }) => skills).map((skill) => ({
      id: `skill-${skill}`,
      title: `Who knows ${phrase(skill).toLowerCase()}`,
      detail: online(colleagues, ({ skills }) => skills[skill] !== undefined),
      to: { kind: "skill", skill } as const,
    })),
  ];
}
