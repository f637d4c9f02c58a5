import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = new URL("..", import.meta.url).pathname;

interface Import {
  readonly file: string;
  /** Path from the repository's root, or a package's name. */
  readonly target: string;
}

const IMPORT =
  /^(?:import|export)\b[^;"']*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

function targets(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, ...groups]) => groups.find(Boolean) ?? "");
}

function imports(): Import[] {
  return ["infra", "functions", "web"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((name) => {
        const file = join(folder, name);
        return targets(readFileSync(join(root, file), "utf8")).map((target) => ({
          file,
          target: target.startsWith(".")
            ? relative(root, resolve(root, dirname(file), target))
            : target,
        }));
      }),
  );
}

/** What a folder's files may import: prefixes of paths, or packages. Everything inside the same folder is always allowed. */
const ALLOWED: readonly { readonly from: string; readonly to: readonly string[] }[] = [
  { from: "functions/contract/", to: ["valibot", "functions/domain/trigger/rule.ts"] },
  { from: "functions/socketio/", to: ["node:", "engine.io-parser", "socket.io-parser"] },
  { from: "functions/domain/", to: ["functions/contract/"] },
  {
    from: "functions/use-cases/",
    to: ["functions/contract/", "functions/domain/", "functions/ports.ts"],
  },
  {
    from: "functions/adapters/",
    to: [
      "functions/contract/",
      "functions/domain/",
      "functions/ports.ts",
      "functions/socketio/",
      "node:",
      "@",
      "aws-jwt-verify",
      "aws4",
      "eld",
      "jose",
    ],
  },
  {
    from: "web/",
    to: [
      "functions/contract/",
      "preact",
      "socket.io-client",
      "engine.io-client",
      "socket.io-parser",
      "oauth4webapi",
      "esbuild",
      "node:",
    ],
  },
  {
    from: "infra/local/",
    to: [
      "node:",
      "web/shop/",
      "infra/",
      "dynalite",
      "esbuild",
      "ws",
      "oidc-provider",
      "jose",
      "aws-cdk-lib",
      "mime",
    ],
  },
];

function isAllowed({ file, target }: Import): boolean {
  const rule = ALLOWED.find(({ from }) => file.startsWith(from));
  if (!rule) return !target.startsWith("test/");
  return target.startsWith(rule.from) || rule.to.some((prefix) => target.startsWith(prefix));
}

test("dependencies point one way", () => {
  const wrong = imports().filter((each) => !isAllowed(each));
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test("the domain imports no package", () => {
  const packages = imports().filter(
    ({ file, target }) => file.startsWith("functions/domain/") && !target.includes("/"),
  );
  expect(packages).toEqual([]);
});

test("only compose files and handlers know adapters", () => {
  const wrong = imports().filter(
    ({ file, target }) =>
      target.startsWith("functions/adapters/") &&
      !file.startsWith("functions/adapters/") &&
      !file.startsWith("functions/handlers/") &&
      !file.startsWith("infra/agents"),
  );
  expect(wrong).toEqual([]);
});
