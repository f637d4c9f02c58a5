/** What was done, and how long each took. */
export class Figures {
  failed = 0;
  readonly #times = new Map<string, number[]>();
  readonly #codes = new Map<string, number>();

  /** Times a request. An expected refusal ("no room", "slow down") is counted by its code, and is no failure. */
  async time<T extends { readonly ok?: boolean; readonly code?: string }>(
    what: string,
    request: Promise<T>,
  ): Promise<T | undefined> {
    const from = performance.now();
    try {
      const answer = await request;
      const times = this.#times.get(what) ?? [];
      times.push(performance.now() - from);
      this.#times.set(what, times);
      if (answer.ok === false) this.#count(`${what}: ${answer.code}`);
      return answer;
    } catch (error) {
      this.failed += 1;
      this.#count(`${what}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  }

  line(): string {
    const done = [...this.#times].map(([what, times]) => `${what} ${times.length}`);
    return `${done.join(", ")}; failed ${this.failed}`;
  }

  table(): string {
    const rows = [...this.#times].map(([what, times]) => {
      const sorted = times.sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1);
      return `${what.padEnd(20)} ${String(times.length).padStart(7)}  ${at(0.5)?.padStart(8)} ${at(0.95)?.padStart(8)} ${at(0.99)?.padStart(8)}`;
    });
    const refused = [...this.#codes].map(([code, count]) => `  ${code}: ${count}`);
    return [
      "",
      `${"request".padEnd(20)}   times    p50 ms   p95 ms   p99 ms`,
      ...rows,
      ...(refused.length > 0 ? ["refused or failed:", ...refused] : []),
      `failed: ${this.failed}`,
    ].join("\n");
  }

  #count(code: string): void {
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
  }
}
