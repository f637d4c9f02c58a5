import type { HeedStorage } from "../../web/shared/host.ts";

/** A device's storage in memory. `allowed`: consent was given or a chat is open. */
export class MemoryStorage implements HeedStorage {
  readonly kept = new Map<string, string>();
  allowed = true;
  quiet = false;

  get(key: string): string | undefined {
    return this.kept.get(key);
  }

  set(key: string, value: string): boolean {
    if (this.allowed) this.kept.set(key, value);
    return this.allowed;
  }

  remove(key: string): void {
    this.kept.delete(key);
  }

  engaged(open: boolean): void {
    this.allowed = open;
    if (!open) this.kept.clear();
  }

  dismissed(): boolean {
    return this.quiet;
  }

  erase(): void {
    this.allowed = false;
    this.kept.clear();
  }

  dismiss(): void {
    this.quiet = true;
  }
}
