import { useState } from "preact/hooks";
import { useDesk } from "../desk-context.ts";

/** The report as a file for a spreadsheet; fetched when it is asked for, since a link can't say who asks. */
export function Download({ query }: { readonly query: string }) {
  const { http } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const fetchFile = async () => {
    if (busy) return;
    setBusy(true);
    const reply = await http.text(`pain-points?${query}&format=csv`);
    setBusy(false);
    setProblem(reply.ok ? undefined : reply.message);
    if (reply.ok) save(reply.value, `pain-points-${query.replaceAll(/[^\w-]+/g, "-")}.csv`);
  };
  return (
    <>
      <button type="button" class="quiet" aria-disabled={busy} onClick={() => void fetchFile()}>
        Download as CSV
      </button>
      {problem && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

/** Hands a text to the browser as a file. The mark in front tells spreadsheets that it is UTF-8. */
function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
