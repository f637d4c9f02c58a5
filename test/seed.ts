import fc from "fast-check";

/** One seed for a whole run: what a property test has found fails again when it is tried again. */
fc.configureGlobal({ seed: Number(process.env.HEED_SEED) });
