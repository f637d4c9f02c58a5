import { afterCalm } from "./calm.ts";
import { type Move, Moves } from "./moves.ts";
import type { Mutation, Scenario } from "./scenario.ts";
import { keyOf, type Situation } from "./situation.ts";
import { Numbers } from "./table.ts";
import { Tables } from "./tables.ts";

export interface Violation {
  readonly what: string;
  /** The shortest way there, step by step. */
  readonly trace: readonly string[];
}

export interface Exploration {
  /** Different situations, and different tables at the end. */
  readonly states: number;
  readonly endings: number;
  readonly steps: number;
  /** Different orders in which all can happen, crashes and firings included. */
  readonly interleavings: number;
  /** Steps in which an invocation died. */
  readonly deaths: number;
  readonly violation: Violation | undefined;
}

interface Node {
  readonly from: Node | undefined;
  readonly what: Move["what"];
  readonly next: Node[];
  readonly isEnding: boolean;
  situation: Situation | undefined;
  ways: number | undefined;
}

/**
 * Goes through every situation that a scenario can come into: whichever of its invocations makes its next call of the table, whichever dies, whenever timers fire and the clock moves. Breadth first,
 * so that the trace of a violation, at which it stops, is a shortest one. Situations with the same table, in which all have come equally far by the same answers, are one.
 */
export async function explore(scenario: Scenario, mutation: Mutation = {}): Promise<Exploration> {
  const numbers = new Numbers();
  const tables = new Tables(numbers, mutation);
  const moves = new Moves(scenario, mutation, numbers, tables);
  const nodes = new Map<string, Node>();
  const calm = new Map<string, readonly string[]>();
  let violation: Violation | undefined;
  let [steps, deaths] = [0, 0];

  const first = await moves.first();
  const root = nodeOf(undefined, () => "", first);
  nodes.set(keyOf(first, numbers, tables), root);
  const queue = [root];
  for (let index = 0; index < queue.length && !violation; index++) {
    const node = queue[index] as Node;
    const situation = node.situation as Situation;
    // Only what is still to be looked at needs its table.
    node.situation = undefined;
    if (node.isEnding) blame(node, await atCalm(situation));
    for await (const move of moves.from(situation)) {
      steps++;
      if (move.death) deaths++;
      blame(reached(node, move), move.broken);
    }
  }
  return {
    states: nodes.size,
    endings: calm.size,
    steps,
    interleavings: waysFrom(root),
    deaths,
    violation,
  };

  function blame(node: Node, broken: readonly string[]): void {
    if (broken.length > 0) violation ??= { what: broken.join("; "), trace: traceOf(node) };
  }

  function reached(from: Node, { what, to }: Move): Node {
    const key = keyOf(to, numbers, tables);
    const known = nodes.get(key);
    const next = known ?? nodeOf(from, what, to);
    from.next.push(next);
    if (known) return known;
    nodes.set(key, next);
    queue.push(next);
    return next;
  }

  async function atCalm(situation: Situation): Promise<readonly string[]> {
    const key = `${tables.numberOf(situation.table)} ${situation.tick}`;
    if (calm.has(key)) return [];
    const broken = await afterCalm(situation.table, moves.timeOf(situation), mutation.sweep);
    calm.set(key, broken);
    return broken;
  }
}

function nodeOf(from: Node | undefined, what: Move["what"], situation: Situation): Node {
  const isEnding = situation.threads.length === 0;
  return { from, what, next: [], isEnding, situation, ways: undefined };
}

/** How many ways lead from here to an ending. */
function waysFrom(node: Node): number {
  node.ways ??= node.next.reduce((sum, next) => sum + waysFrom(next), node.isEnding ? 1 : 0);
  return node.ways;
}

function traceOf(node: Node): readonly string[] {
  return node.from ? [...traceOf(node.from), node.what()] : [];
}
