import type { Loader } from "../ears.ts";
import { listen } from "../guard.ts";

/** File and line, without folders and query. */
const place = (file: string, line: number) => `${file.split("?")[0]?.split("/").pop()}:${line}`;

/**
 * Uncaught exceptions and rejections of the page's own scripts, by name and place; the message stays here, since it may repeat what somebody typed.
 * Extensions' errors, and those of scripts that don't let the page see them, are none of the shop's.
 */
export function watchErrors(loader: Loader): void {
  listen<ErrorEvent>(window, "error", ({ filename, lineno, error }) => {
    if (/^http/.test(filename))
      loader.hear("script-error", `${error?.name ?? "Error"} ${place(filename, lineno)}`);
  });
  listen<PromiseRejectionEvent>(window, "unhandledrejection", ({ reason }) => {
    const own = /\bhttps?:/.test(reason?.stack) && !/-extension:/.test(reason.stack);
    if (own && reason.name !== "AbortError") loader.hear("script-error", reason.name);
  });
}
