import type { DocumentValues } from "../../functions/contract/http-documents.ts";
import type { DocumentName } from "../../functions/ports.ts";
import { replaceDocument } from "../../functions/use-cases/documents.ts";
import type { World } from "./world.ts";

/** Hours in which nobody is there. */
export const NEVER: DocumentValues["hours"] = { timeZone: "Europe/Helsinki", usual: {} };

export const POLICY: DocumentValues["offers"] = {
  minPercent: 2,
  maxPercent: 7,
  approveAbove: 7,
  approvalMs: 60_000,
  minCart: 10,
  dailyBudget: 100,
  validMs: 86_400_000,
};

/** Ada saves a document over a version. */
export const put = (
  world: World,
  name: DocumentName,
  version: number,
  value: unknown,
  note?: string,
) =>
  replaceDocument(world.deps, {
    name,
    by: "ada",
    version,
    value,
    ...(note !== undefined && { note }),
  });
