import aside from "./aside.css" with { type: "text" };
import files from "./files.css" with { type: "text" };
import survey from "./survey.css" with { type: "text" };

/** What is rarely needed beside a conversation; a file of its own, loaded when it is. */

export { Card } from "./card.tsx";
export { Data } from "./data.tsx";
export { Extras } from "./extras.tsx";
export { Leave } from "./leave.tsx";
export { More } from "./more.tsx";
export { Save } from "./save.tsx";
export { Survey } from "./survey.tsx";
export { Unsent } from "./unsent.tsx";
export { Waiting } from "./waiting.tsx";

/** The style sheet of all of them. */
export const css = aside + survey + files;
