/** How long closing waits for work under way, in ms. */
export const CLOSING_PATIENCE_MS = 3_000;

/** Waits for a promise, but no longer than this; resolves either way, unless the promise rejects. */
export async function within(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
