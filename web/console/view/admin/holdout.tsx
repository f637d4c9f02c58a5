import { useDesk } from "../desk-context.ts";
import { DocumentPage } from "./document-page.tsx";
import { NumberField } from "./field.tsx";

/** How many see no invitation, so that the others can be compared with them. */
export function Holdout() {
  const { go } = useDesk();
  return (
    <DocumentPage
      name="holdout"
      title="Who is not invited"
      intro={
        <>
          This share of the visitors sees no invitation, so that the others can be compared with
          them under{" "}
          <button type="button" class="link" onClick={() => go("effect")}>
            Effect
          </button>
          .
        </>
      }
      check={({ share }) =>
        share >= 0 && share <= 1
          ? ({} as Record<string, string>)
          : { share: "It goes from 0 to 100 %." }
      }
    >
      {({ value, change, fault }) => (
        <NumberField
          label="Held out"
          unit="% of visitors"
          hint="Whoever is held out at 10 % is so at 20 %, too: raising it changes nobody's side back. The comparison is clean again for those who came after a change."
          problem={fault("share")}
          value={Math.round(value.share * 10_000) / 100}
          least={0}
          most={100}
          step={0.5}
          onChange={(percent) => change({ share: Math.round(percent * 100) / 10_000 })}
        />
      )}
    </DocumentPage>
  );
}
