import type { Finding } from "../writing/tone.ts";

/** What in a message may hurt, why, and what to say instead. It advises; the agent decides. */
export function ToneNotice({
  findings,
  language,
  onMend,
  onOff,
}: {
  readonly findings: readonly Finding[];
  readonly language: string;
  readonly onMend: (finding: Finding) => void;
  readonly onOff: () => void;
}) {
  return (
    <div class="tone" role="alert">
      <p>
        <strong>How it may sound.</strong> Press Enter again to send it as it is.
      </p>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.start} ${finding.text}`}>
            <q lang={language}>{finding.text}</q> {finding.why}.
            {finding.instead !== undefined && (
              <button type="button" class="link" lang={language} onClick={() => onMend(finding)}>
                Write “{finding.instead}”
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="link" onClick={onOff}>
        Don't check the tone
      </button>
    </div>
  );
}
