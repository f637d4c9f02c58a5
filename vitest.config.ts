import { defineConfig } from "vitest/config";

/** Another one with every run, unless one is given: `HEED_SEED=7 npm test`. */
process.env.HEED_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
console.log(`seed of the property tests: ${process.env.HEED_SEED}`);

/** Browsers and sockets on a busy machine may be late; what fails three times is broken. */
const times = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  retry: 2,
  setupFiles: ["test/seed.ts"],
};

/** Tests that run the synthesized template, which is made once for all of them. */
const onTheStage = ["test/stage/heed/**/*.test.ts", "test/browser/heed/**/*.test.ts"];

/** Tests that measure the browser, by themselves. */
const measures = [
  "test/browser/widget/measure.test.ts",
  "test/browser/console/weight.test.ts",
  "test/browser/signals/host-page.test.ts",
];

/** Nearly all of a test's time is waiting: two at once take the time of one on two cores. */
const TWO = { maxWorkers: 2 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "parts",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: [...onTheStage, ...measures],
          sequence: { groupOrder: 0 },
          ...TWO,
          ...times,
        },
      },
      {
        test: {
          name: "stage",
          include: onTheStage,
          globalSetup: ["test/stage/synthesize.ts"],
          sequence: { groupOrder: 1 },
          ...TWO,
          ...times,
        },
      },
      {
        test: {
          name: "measures",
          include: measures,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...times,
        },
      },
    ],
  },
});
