import { defineConfig } from "vitest/config";

/** Browsers and sockets on a busy machine may be late; what fails three times is broken. */
const times = { testTimeout: 60_000, hookTimeout: 120_000, retry: 2 };

/** Tests that run the synthesized template, which is made once for all of them. */
const onTheStage = ["test/stage/heed/**/*.test.ts", "test/browser/heed/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "parts",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: onTheStage,
          ...times,
        },
      },
      {
        test: {
          name: "stage",
          include: onTheStage,
          globalSetup: ["test/stage/synthesize.ts"],
          ...times,
        },
      },
    ],
  },
});
