import type { Loader } from "../ears.ts";
import { listen } from "../guard.ts";

/**
 * Uncaught exceptions and rejections of the page's own scripts, by name and file; the message stays here, since it may repeat what somebody typed.
 * Extensions' errors, and those of scripts that don't let the page see them, are none of the shop's.
 */
export function watchErrors(loader: Loader): void {
  const tell = (error: Error | undefined, place: string) => {
    const [, file] = /^http[^?]*\/([^/?:]*)/.exec(place) ?? [];
    if (file !== undefined) loader.hear("script-error", `${error?.name ?? "Error"} ${file}`);
  };
  listen<ErrorEvent>(window, "error", ({ filename, error }) => tell(error, filename));
  listen<PromiseRejectionEvent>(window, "unhandledrejection", ({ reason }) => {
    if (reason.name !== "AbortError") tell(reason, reason.stack.match(/[\w-]+:\/\/[^\s)]+/)[0]);
  });
}
