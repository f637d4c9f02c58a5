import type { Command } from "../command.ts";
import type { DeskState } from "../desk/desk-state.ts";
import { CloseDialog } from "./close-dialog.tsx";
import { DecisionsDialog } from "./decisions.tsx";
import type { Sheet } from "./desk-context.ts";
import { EarlierDialog } from "./earlier-dialog.tsx";
import { HandOver } from "./hand-over.tsx";
import { Invite } from "./invite.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Palette } from "./palette.tsx";
import { ProductDialog } from "./product-dialog.tsx";
import { Settings } from "./settings.tsx";

/** What lies over the desk, if anything. */
export function SheetOf({
  sheet,
  commands,
  state,
  onClose,
}: {
  readonly sheet: Sheet | undefined;
  readonly commands: readonly Command[];
  readonly state: DeskState;
  readonly onClose: () => void;
}) {
  switch (sheet?.kind) {
    case "palette":
      return <Palette commands={commands} onClose={onClose} />;
    case "keys":
      return <KeySheet onClose={onClose} />;
    case "settings":
      return <Settings onClose={onClose} />;
    case "close":
      return <CloseDialog conversation={sheet.conversation} state={state} onClose={onClose} />;
    case "hand-over":
      return <HandOver conversation={sheet.conversation} state={state} onClose={onClose} />;
    case "invite":
      return <Invite conversation={sheet.conversation} state={state} onClose={onClose} />;
    case "product":
      return <ProductDialog conversation={sheet.conversation} state={state} onClose={onClose} />;
    case "earlier":
      return (
        <EarlierDialog conversation={sheet.conversation} chat={sheet.chat} onClose={onClose} />
      );
    case "decisions":
      return <DecisionsDialog visitor={sheet.visitor} onClose={onClose} />;
    default:
      return null;
  }
}
