import { defineConfig } from "vitest/config";

const times = { testTimeout: 30_000, hookTimeout: 60_000 };

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
