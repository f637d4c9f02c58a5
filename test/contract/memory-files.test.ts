import { createMemoryFiles } from "../../functions/adapters/memory-store/files.ts";
import { filesContract, type Place } from "./files.contract.ts";

filesContract(async () => {
  const files = createMemoryFiles(() => place.now);
  const place: Place = {
    files,
    now: 1_800_000_000_000,
    put: async (upload, body) => files.receive(upload, body),
    get: async (url) => files.fetch(url),
  };
  return place;
});
