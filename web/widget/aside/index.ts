import aside from "./aside.css" with { type: "text" };
import survey from "./survey.css" with { type: "text" };

/** What is rarely needed beside a conversation; a file of its own, loaded when it is. */

export { Card } from "./card.tsx";
export { Data } from "./data.tsx";
export { Leave } from "./leave.tsx";
export { Save } from "./save.tsx";
export { Survey } from "./survey.tsx";

/** The style sheet of all of them. */
export const css = aside + survey;
