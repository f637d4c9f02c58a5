import {
  DEFAULT_THEME,
  propertiesOf,
  themeOf,
  type Theme as Wishes,
} from "../../../widget/theme.ts";
import { contrastOf } from "./contrast.ts";
import { DocumentPage, type Faults } from "./document-page.tsx";
import { Field, NumberField, SelectField } from "./field.tsx";

function check({ accent, radius }: Partial<Wishes>): Faults {
  return {
    ...(accent !== undefined &&
      !/^#[0-9a-f]{6}$/i.test(accent) && { accent: "A colour as #rrggbb, such as #0b6b5d." }),
    ...(radius !== undefined &&
      !(Number.isInteger(radius) && radius >= 0 && radius <= 28) && {
        radius: "A whole number from 0 to 28.",
      }),
  };
}

/** How the chat looks where the shop's page says nothing else. */
export function Theme() {
  return (
    <DocumentPage
      name="theme"
      title="Theme"
      intro="How the invitation and the chat look. What a page of the shop says itself goes before it. A page that is open keeps its look."
      check={check}
    >
      {({ value, change, fault }) => {
        const wishes: Wishes = { ...DEFAULT_THEME, ...value };
        const accent = (next: string) => change({ ...value, accent: next });
        return (
          <div class="halves">
            <div class="fields">
              <Field
                label="Colour"
                hint="Darkened or lightened as far as words on it need."
                problem={fault("accent")}
              >
                {(tied) => (
                  <span class="colour">
                    <input
                      {...tied}
                      value={wishes.accent}
                      maxLength={7}
                      spellcheck={false}
                      autocomplete="off"
                      onInput={({ currentTarget }) => accent(currentTarget.value.trim())}
                    />
                    <input
                      type="color"
                      aria-label="Colour, to choose by eye"
                      value={themeOf(wishes).accent}
                      onInput={({ currentTarget }) => accent(currentTarget.value)}
                    />
                  </span>
                )}
              </Field>
              <NumberField
                label="Round corners"
                unit="px"
                least={0}
                most={28}
                problem={fault("radius")}
                value={wishes.radius}
                onChange={(radius) => change({ ...value, radius })}
              />
              <SelectField
                label="Side"
                value={wishes.side}
                options={[
                  ["end", "Where lines end: right in English"],
                  ["start", "Where lines begin: left in English"],
                ]}
                onChange={(side) => change({ ...value, side })}
              />
              <SelectField
                label="Typeface"
                value={wishes.font}
                options={[
                  ["system", "The device's own"],
                  ["inherit", "The page's"],
                ]}
                onChange={(font) => change({ ...value, font })}
              />
              <SelectField
                label="Light or dark"
                value={wishes.scheme}
                options={[
                  ["auto", "As the shopper's device"],
                  ["light", "Always light"],
                  ["dark", "Always dark"],
                ]}
                onChange={(scheme) => change({ ...value, scheme })}
              />
            </div>
            <div class="previews">
              {wishes.scheme !== "dark" && <Preview wishes={themeOf(wishes)} dark={false} />}
              {wishes.scheme !== "light" && <Preview wishes={themeOf(wishes)} dark />}
            </div>
          </div>
        );
      }}
    </DocumentPage>
  );
}

/** An invitation in these looks, with the contrast that its words have. */
function Preview({ wishes, dark }: { readonly wishes: Wishes; readonly dark: boolean }) {
  const properties = propertiesOf(wishes, dark);
  const name = dark ? "Dark" : "Light";
  const { onAccent, asText, moved } = contrastOf(wishes.accent, properties, dark);
  const ratio = (value: number) => `${value.toFixed(1)} : 1`;
  return (
    <figure aria-label={`${name} preview`}>
      <div class={`preview ${dark ? "dark" : "light"} ${wishes.side}`} style={properties}>
        <p class="preview-card">
          <strong>Aino</strong>
          <span>Hi, I'm Aino. May I help you with the sizes?</span>
          <span class="preview-button">Chat with Aino</span>
          <span class="preview-link">No, thanks</span>
        </p>
      </div>
      <figcaption>
        {name}: words on the colour {ratio(onAccent)}, words in it {ratio(asText)}; 4.5 : 1 or more
        is readable.{moved && ` The colour was moved to ${moved} for that.`}
      </figcaption>
    </figure>
  );
}
