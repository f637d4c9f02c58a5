import type { Agent, Level } from "../../functions/domain/routing/agent.ts";

/** Agents as lines for a terminal, by name, columns aligned; one sentence when there is none. */
export function agentLines(agents: readonly Agent[]): readonly string[] {
  if (agents.length === 0) return ["No agents yet: npm run agents -- add …"];
  const rows = [...agents]
    .sort((a, b) => a.name.localeCompare(b.name) || a.email.localeCompare(b.email))
    .map((agent) => [
      agent.name,
      agent.email,
      agent.role,
      agent.presence,
      `${Object.keys(agent.slots).length}/${agent.capacity}`,
      levels(agent.languages),
      levels(agent.skills),
    ]);
  const table = [["name", "e-mail", "role", "presence", "slots", "languages", "skills"], ...rows];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function levels(of: Readonly<Record<string, Level>>): string {
  return Object.entries(of)
    .sort(([a, high], [b, low]) => low - high || a.localeCompare(b))
    .map(([name, level]) => `${name}:${level}`)
    .join(",");
}
