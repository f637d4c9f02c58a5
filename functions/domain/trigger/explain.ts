import type { CompiledRules } from "./compile.ts";
import type { Cap } from "./restraint.ts";
import type { Passed, Why } from "./why.ts";

export type { Why } from "./why.ts";

/** How a decision to invite ended: an agent was not found, was held, the invitation went out, or another write was first. */
export type Outcome = "no-agent" | "held" | "invited" | "conflict";

/** The record of a decision to invite, with what came of it. Other records stay as they are. */
export function whyWith(why: Why, outcome: Outcome): Why {
  return why.end === "match" || why.end === "held" ? { ...why, end: outcome } : why;
}

const CAPS: Readonly<Record<Cap, string>> = {
  open: "an invitation is open already",
  chat: "a conversation is open",
  "after-purchase": "too soon after a purchase",
  "after-chat": "too soon after a chat",
  "after-dismissal": "too soon after a dismissal",
  gap: "too soon after the last invitation",
  "per-visit": "enough invitations in this visit",
  "per-day": "enough invitations in 24 hours",
};

const HELD: Readonly<Record<string, string>> = {
  service: "those who wait are not answered in time",
  slots: "every slot is taken or reserved",
  worth: "the last slots are for those whom they help more",
};

/** A record in lines for people, in English: what came, how it ended, then each rule that was asked and did not speak. */
export function explainWhy(why: Why, rules: CompiledRules): string[] {
  const same = why.rev === rules.revision;
  const lines = [
    `${new Date(why.at).toISOString()} ${why.on.join(", ") || "no signal"}: ${ending(why)}`,
  ];
  for (const [label, value] of Object.entries(why.values ?? {})) {
    lines.push(`  ${why.rule}: ${label} = ${value}`);
  }
  for (const passed of why.not ?? [])
    lines.push(`  ${passedLine(passed, same ? rules : undefined)}`);
  if (why.more) lines.push(`  and ${why.more} more`);
  if (!same) lines.push("  (the rules have changed since)");
  return lines;
}

function ending(why: Why): string {
  const until = why.until === undefined ? "" : `, until ${new Date(why.until).toISOString()}`;
  const rule = `${why.rule} fired, `;
  switch (why.end) {
    case "disabled":
      return "invitations are switched off";
    case "idle":
      return "no rule listens to this";
    case "nothing":
      return "no rule fired";
    case "page":
      return "what fired may not speak on this page";
    case "dismissed":
      return "what fired was dismissed by this shopper";
    case "language":
      return "what fired has no text in a language of this shopper";
    case "cap":
      return `${rule}but ${CAPS[why.by as Cap] ?? why.by}${until}`;
    case "closed":
      return `${rule}but nobody serves ${why.by} at this hour`;
    case "pressure":
      return `${rule}but ${HELD[why.by ?? ""] ?? why.by}`;
    case "holdout":
      return `${rule}but this shopper is held out (${why.by}); this was the exposure`;
    case "match":
      return `${rule}an agent is asked for`;
    case "no-agent":
      return `${rule}but no agent was free`;
    case "held":
      return `${rule}an agent is held`;
    case "invited":
      return `${rule}the shopper was invited`;
    case "conflict":
      return `${rule}but the visit had moved on`;
  }
}

function passedLine([id, why, value]: Passed, rules: CompiledRules | undefined): string {
  if (why === "dismissed") {
    return `${id}: dismissed, quiet until ${new Date(Number(value)).toISOString()}`;
  }
  if (why === "page") return `${id}: ${value} is a quiet page`;
  if (why === "language") return `${id}: no text for ${value ?? "this shopper"}`;
  if (why === "fault") return `${id}: could not be evaluated`;
  const leaf = rules?.byId.get(id)?.leaves[why];
  if (leaf === undefined) return `${id}: condition ${why + 1} was ${value ?? "unknown"}`;
  const wanted = leaf.negated ? `not ${leaf.wanted}` : leaf.wanted;
  return `${id}: ${leaf.label} was ${value ?? "unknown"}, wanted ${wanted}`;
}
