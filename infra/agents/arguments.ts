import { parseArgs } from "node:util";
import type { Agent, Level, Role } from "../../functions/domain/routing/agent.ts";
import { type Stage, stageNamed } from "../stages.ts";

/** What an administrator says of an agent. */
export type Profile = Pick<Agent, "name" | "email" | "role" | "languages" | "skills" | "capacity">;

export type AgentsCommand =
  | { readonly kind: "add"; readonly stage: Stage; readonly profile: Profile }
  | { readonly kind: "list"; readonly stage: Stage }
  | { readonly kind: "remove"; readonly stage: Stage; readonly email: string };

export type Refusal = { readonly ok: false; readonly code: "usage"; readonly message: string };
export type Parsed = { readonly ok: true; readonly command: AgentsCommand } | Refusal;

export const usage = `Usage:
  npm run agents -- add --stage dev --email aino@shop.example --name Aino --languages fi:5,en:4
                        [--skills payment:4] [--role agent|supervisor|admin] [--capacity 3]
  npm run agents -- list --stage dev
  npm run agents -- remove --stage dev --email aino@shop.example
Levels go from 1 (a little) to 5 (native, expert). Adding an agent again changes the profile.`;

const roles: readonly Role[] = ["agent", "supervisor", "admin"];
const maxCapacity = 20;
const defaultCapacity = "3";

const options = {
  stage: { type: "string" },
  email: { type: "string" },
  name: { type: "string" },
  languages: { type: "string" },
  skills: { type: "string" },
  role: { type: "string" },
  capacity: { type: "string" },
} as const;
type Values = { readonly [name in keyof typeof options]?: string };

/**
 * Reads the command line of `npm run agents`.
 *
 * @param args what follows the script's name
 * @returns the command with everything checked, or what is wrong in one sentence
 */
export function parseAgents(args: readonly string[]): Parsed {
  let read: { values: Values; positionals: string[] };
  try {
    read = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const [kind, ...more] = read.positionals;
  if (more.length > 0) return refuse(`Don't know what "${more.join(" ")}" is for.`);
  if (kind !== "add" && kind !== "list" && kind !== "remove") {
    return refuse(kind ? `Unknown command "${kind}".` : "Say what to do: add, list or remove.");
  }
  const found = stageNamed(read.values.stage);
  if (!found.ok) return refuse(found.message);
  const { stage } = found;
  if (kind === "list") return { ok: true, command: { kind, stage } };
  const email = (read.values.email ?? "").trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return refuse("--email must be an address.");
  if (kind === "remove") return { ok: true, command: { kind, stage, email } };
  const profile = readProfile(read.values, email, stage);
  return "ok" in profile ? profile : { ok: true, command: { kind, stage, profile } };
}

function readProfile(values: Values, email: string, stage: Stage): Profile | Refusal {
  const name = (values.name ?? "").trim();
  if (name === "" || name.length > 60) return refuse("--name must be 1 to 60 characters.");
  const role = roles.find((each) => each === (values.role ?? "agent"));
  if (!role) return refuse(`--role must be one of ${roles.join(", ")}.`);
  const capacity = Number(values.capacity ?? defaultCapacity);
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > maxCapacity) {
    return refuse(`--capacity must be a whole number from 1 to ${maxCapacity}.`);
  }
  const languages = readLevels("languages", values.languages ?? "", /^[a-z]{2,3}$/);
  if (isRefusal(languages)) return languages;
  if (Object.keys(languages).length === 0) return refuse("--languages must name at least one.");
  const foreign = Object.keys(languages).find((code) => !stage.languages.includes(code));
  if (foreign) {
    return refuse(
      `Stage ${stage.name} doesn't serve "${foreign}". It serves ${stage.languages.join(", ")}.`,
    );
  }
  const skills = readLevels("skills", values.skills ?? "", /^[a-z][a-z0-9-]{0,39}$/);
  if (isRefusal(skills)) return skills;
  return { name, email, role, capacity, languages, skills };
}

type Levels = Readonly<Record<string, Level>>;

/** Reads `name:level,name:level`. */
function readLevels(option: string, text: string, wanted: RegExp): Levels | Refusal {
  const levels: Record<string, Level> = {};
  for (const entry of text.split(",").filter(Boolean)) {
    const [name = "", level = "", ...more] = entry.trim().split(":");
    if (!wanted.test(name) || !/^[1-5]$/.test(level) || more.length > 0) {
      return refuse(`--${option}: "${entry}" must be a name and a level from 1 to 5, as in fi:5.`);
    }
    if (Object.hasOwn(levels, name)) return refuse(`--${option} names "${name}" twice.`);
    levels[name] = Number(level) as Level;
  }
  return levels;
}

function refuse(message: string): Refusal {
  return { ok: false, code: "usage", message };
}

function isRefusal(value: Levels | Refusal): value is Refusal {
  return value.ok === false;
}
