import file from "./beat.worker.js";

/**
 * Calls `beat` every `period` ms, also while the tab is hidden. Where a browser starts no worker the page's own timer does it, as well as it can.
 *
 * @returns what ends it
 */
export function startBeat(period: number, beat: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const fallBack = () => {
    timer ??= setInterval(beat, period);
  };
  let worker: Worker | undefined;
  try {
    worker = new Worker(new URL(file, import.meta.url));
    worker.onmessage = beat;
    worker.onerror = fallBack;
    worker.postMessage(period);
  } catch {
    fallBack();
  }
  return () => {
    worker?.terminate();
    clearInterval(timer);
  };
}
