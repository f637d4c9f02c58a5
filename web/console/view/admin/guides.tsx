import { useState } from "preact/hooks";
import { type Advice, type Help, WRITING_LANGUAGES } from "../../writing/data.ts";
import { mergedHelp, refreshOverrides } from "../../writing/overrides.ts";
import { useDesk } from "../desk-context.ts";
import { languageName, phrase } from "../format.ts";
import type { DocumentValues } from "./answers.ts";
import { DocumentPage, type Faults } from "./document-page.tsx";
import { SelectField, TextField } from "./field.tsx";
import { useShipped } from "./use-shipped.ts";
import { variableFault } from "./variables.ts";

type Guides = DocumentValues["guides"];
type Words = NonNullable<Guides["words"]>[string];

const ADVICE = [
  ["situation", "The situation"],
  ["say", "What to say"],
  ["offer", "What may be offered"],
  ["escalate", "Ask for help when"],
] as const satisfies readonly (readonly [keyof Advice, string])[];

function check({ words = {}, advice = {} }: Guides): Faults {
  const faults: Record<string, string> = {};
  const text = (path: string, value: string | undefined) => {
    if (value === undefined) return;
    const fault = value.trim() === "" ? "It can't be empty." : variableFault(value);
    if (fault !== undefined) faults[path] = fault;
  };
  for (const [language, { openings = {}, apology, compensation }] of Object.entries(words)) {
    for (const [rule, each] of Object.entries(openings)) {
      text(`words.${language}.openings.${rule}`, each);
    }
    text(`words.${language}.apology`, apology);
    text(`words.${language}.compensation`, compensation);
  }
  for (const [rule, each] of Object.entries(advice)) {
    for (const [field] of ADVICE) text(`advice.${rule}.${field}`, each[field]);
  }
  return faults;
}

/** Situation guides: advice for each trigger, and words in the shopper's language. */
export function Guides() {
  const { http } = useDesk();
  const [language, setLanguage] = useState<string>("en");
  const shipped = useShipped(language);
  return (
    <DocumentPage
      name="guides"
      title="Guides"
      intro="What agents are advised beside a chat, for the situation that led to it. Advice is in English, words in the shopper's language."
      check={check}
      onSaved={() => void refreshOverrides(http, true)}
    >
      {(form) => (
        <>
          <SelectField
            label="Language of the words"
            value={language}
            options={WRITING_LANGUAGES.map((code) => [code, languageName(code)] as const)}
            onChange={setLanguage}
          />
          {shipped ? <Situation {...form} shipped={shipped} /> : <p class="muted">Fetching …</p>}
        </>
      )}
    </DocumentPage>
  );
}

function Situation({
  value,
  change,
  fault,
  shipped,
}: {
  readonly value: Guides;
  readonly change: (value: Guides) => void;
  readonly fault: (path: string) => string | undefined;
  readonly shipped: Help;
}) {
  const { language } = shipped;
  const merged = mergedHelp(shipped, { replies: {}, guides: value });
  const rules = Object.keys(merged.advice);
  const [chosen, setRule] = useState(rules[0] ?? "");
  const own: Words = value.words?.[language] ?? {};
  const words = (next: Words) => change({ ...value, words: { ...value.words, [language]: next } });
  const advice = merged.advice[chosen];
  const advise = (next: Advice) =>
    change({ ...value, advice: { ...value.advice, [chosen]: next } });
  const asShipped = () => {
    const { [chosen]: _, ...others } = value.advice ?? {};
    const { [chosen]: __, ...openings } = own.openings ?? {};
    change({ words: { ...value.words, [language]: { ...own, openings } }, advice: others });
  };
  return (
    <div class="halves">
      <fieldset class="fields">
        <legend>For one situation</legend>
        <SelectField
          label="Situation"
          value={chosen}
          options={rules.map((rule) => [rule, phrase(rule)] as const)}
          onChange={setRule}
        />
        <TextField
          label={`Opening in ${languageName(language)}`}
          problem={fault(`words.${language}.openings.${chosen}`)}
          language={language}
          rows={3}
          value={merged.words.openings[chosen] ?? ""}
          most={1000}
          onChange={(text) => words({ ...own, openings: { ...own.openings, [chosen]: text } })}
        />
        {advice &&
          ADVICE.map(([field, label]) => (
            <TextField
              key={field}
              label={label}
              problem={fault(`advice.${chosen}.${field}`)}
              rows={3}
              value={advice[field]}
              most={500}
              onChange={(text) => advise({ ...advice, [field]: text })}
            />
          ))}
        {advice && (
          <label class="choice">
            <input
              type="checkbox"
              checked={advice.ours}
              onChange={({ currentTarget }) => advise({ ...advice, ours: currentTarget.checked })}
            />
            <span>
              The shop is to blame
              <span class="muted">A discount then goes with an apology.</span>
            </span>
          </label>
        )}
        <button type="button" class="quiet" onClick={asShipped}>
          As shipped
        </button>
      </fieldset>
      <fieldset class="fields">
        <legend>For every situation, in {languageName(language)}</legend>
        <TextField
          label="A thorough apology"
          problem={fault(`words.${language}.apology`)}
          language={language}
          rows={4}
          value={merged.words.apology}
          most={1000}
          onChange={(apology) => words({ ...own, apology })}
        />
        <TextField
          label="Words with a compensation"
          problem={fault(`words.${language}.compensation`)}
          language={language}
          rows={4}
          value={merged.words.compensation}
          most={1000}
          onChange={(compensation) => words({ ...own, compensation })}
        />
      </fieldset>
    </div>
  );
}
