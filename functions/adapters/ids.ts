import { randomUUID } from "node:crypto";
import type { Ids } from "../ports.ts";

/** 122 random bits in 22 URL-safe characters. */
export const ids: Ids = {
  next: () => Buffer.from(randomUUID().replaceAll("-", ""), "hex").toString("base64url"),
};
