import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import { storeContract } from "./store.contract.ts";

storeContract(async () => createMemoryStore());
