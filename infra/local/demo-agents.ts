/** Somebody who can sign in to the local stage's console. */
export interface DemoAgent {
  /** Stable subject of the agent's tokens. */
  readonly sub: string;
  readonly name: string;
  readonly email: string;
  /** What the sign-in page says of the agent. */
  readonly about: string;
}

/** The agents of the local stage; their profiles in the table are seeded separately. */
export const DEMO_AGENTS: readonly DemoAgent[] = [
  agent("Aino", "agent: Finnish, English, Swedish"),
  agent("Tanel", "agent: Estonian, Russian, English"),
  agent("Olga", "agent: Russian, English"),
  agent("Sam", "agent: English, German"),
  agent("Maria", "supervisor"),
  agent("Ada", "admin: sets rules, agents, texts, hours, offers, looks"),
];

function agent(name: string, about: string): DemoAgent {
  const short = name.toLowerCase();
  return { sub: `demo-${short}`, name, email: `${short}@heed.local`, about };
}
