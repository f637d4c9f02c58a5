import { useState } from "preact/hooks";
import { useDesk } from "../desk-context.ts";
import { languageName } from "../format.ts";
import { useSeconds } from "../ticker.ts";
import type { DocumentValues } from "./answers.ts";
import { ClosedDays } from "./closed-days.tsx";
import { DocumentPage, type Faults } from "./document-page.tsx";
import { Field, SelectField } from "./field.tsx";
import { isOpenNow, WEEKDAYS, type Week, wallClock } from "./open-now.ts";
import { useLanguages } from "./use-languages.ts";
import { dayFault, WeekGrid } from "./week-grid.tsx";

type Hours = DocumentValues["hours"];

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];

const NINE_TO_FIVE: Week = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map(([day]) => [day, [["09:00", "17:00"]]]),
);

function check(hours: Hours): Faults {
  const weeks = { ...(hours.usual && { usual: hours.usual }) } as Record<string, Week>;
  for (const [language, week] of Object.entries(hours.byLanguage ?? {})) {
    weeks[`byLanguage.${language}`] = week;
  }
  const faults = Object.entries(weeks).flatMap(([path, week]) =>
    WEEKDAYS.flatMap(([day]) => {
      const fault = dayFault(week[day]);
      return fault === undefined ? [] : [[`${path}.${day}`, fault] as const];
    }),
  );
  const zone = wallClock(0, hours.timeZone)
    ? []
    : [["timeZone", "There is no such time zone; choose one of the list."] as const];
  return Object.fromEntries([...faults, ...zone]);
}

/** When each language is served, and by which clock. */
export function Hours() {
  const languages = useLanguages();
  const [whose, setWhose] = useState("usual");
  return (
    <DocumentPage
      name="hours"
      title="Opening hours"
      intro="Outside of them nobody is invited in that language. Every function obeys within half a minute."
      check={check}
    >
      {({ value, change, fault }) => {
        const { usual, byLanguage = {} } = value;
        const week = whose === "usual" ? usual : byLanguage[whose];
        const path = whose === "usual" ? "usual" : `byLanguage.${whose}`;
        const put = (next: Week | undefined) => {
          if (whose === "usual") {
            const { usual: _, ...rest } = value;
            return change(next ? { ...rest, usual: next } : rest);
          }
          const { [whose]: _, ...others } = byLanguage;
          const own = next ? { ...others, [whose]: next } : others;
          const { byLanguage: __, ...rest } = value;
          change(Object.keys(own).length > 0 ? { ...rest, byLanguage: own } : rest);
        };
        return (
          <>
            <OpenNow hours={value} languages={languages} />
            <div class="by-week">
              <div>
                <Field
                  label="Time zone"
                  hint="An IANA name, such as Europe/Helsinki."
                  problem={fault("timeZone")}
                >
                  {(tied) => (
                    <input
                      {...tied}
                      list="zones"
                      maxLength={64}
                      autocomplete="off"
                      spellcheck={false}
                      value={value.timeZone}
                      onInput={({ currentTarget }) =>
                        change({ ...value, timeZone: currentTarget.value.trim() })
                      }
                    />
                  )}
                </Field>
                <datalist id="zones">
                  {ZONES.map((zone) => (
                    <option key={zone} value={zone} />
                  ))}
                </datalist>
                <SelectField
                  label="Whose week"
                  hint="A language with a week of its own goes by that one."
                  value={whose}
                  options={[
                    ["usual", "The usual week"],
                    ...languages.map(
                      (code) =>
                        [
                          code,
                          `${languageName(code)}${byLanguage[code] ? " (its own)" : ""}`,
                        ] as const,
                    ),
                  ]}
                  onChange={setWhose}
                />
                <label class="choice">
                  <input
                    type="checkbox"
                    checked={week !== undefined}
                    onChange={({ currentTarget }) =>
                      put(currentTarget.checked ? (usual ?? NINE_TO_FIVE) : undefined)
                    }
                  />
                  <span>
                    {whose === "usual" ? "By the week" : "A week of its own"}
                    <span class="muted">
                      {whose === "usual" ? "Otherwise always open." : "Otherwise the usual one."}
                    </span>
                  </span>
                </label>
                {week && (
                  <WeekGrid
                    label={whose === "usual" ? "The usual week" : languageName(whose)}
                    week={week}
                    onChange={put}
                    fault={(day) => fault(`${path}.${day}`)}
                  />
                )}
              </div>
              <ClosedDays
                days={value.closed ?? []}
                onChange={(closed) => {
                  const { closed: _, ...rest } = value;
                  change(closed.length > 0 ? { ...rest, closed } : rest);
                }}
              />
            </div>
          </>
        );
      }}
    </DocumentPage>
  );
}

/** What these hours, saved or not, would mean at this moment. */
function OpenNow({
  hours,
  languages,
}: {
  readonly hours: Hours;
  readonly languages: readonly string[];
}) {
  const { now } = useDesk();
  const at = useSeconds(now);
  const wall = wallClock(at, hours.timeZone);
  if (!wall) return null;
  const open = languages.filter((language) => isOpenNow(hours, language, at));
  const names = open.map(languageName).join(", ");
  return (
    <p class="preview-line">
      There it is {wall.time}. Open now:{" "}
      <strong>
        {open.length === 0 ? "no" : open.length === languages.length ? "yes" : `only ${names}`}
      </strong>
    </p>
  );
}
