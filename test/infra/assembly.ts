import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import config from "../../cdk.json" with { type: "json" };
import { functionNames } from "../../infra/bundle-functions.ts";
import { HeedStack } from "../../infra/heed-stack.ts";
import type { Stage } from "../../infra/stages.ts";

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Assembly {
  readonly template: Template;
  /** The template exactly as written. */
  readonly text: string;
  readonly terminationProtection: boolean;
  /** What the security checks and, if asked for, CDK's own template checks complained about. */
  readonly findings: readonly string[];
}

export interface SynthesisOptions {
  /** Also run CDK's template checks; they take about three seconds. */
  readonly thorough?: boolean;
}

/**
 * Synthesizes a stage as the app does, from bundles that hold next to nothing: the template does
 * not depend on what is in them.
 */
export function synthesize(stage: Stage, options: SynthesisOptions = {}): Assembly {
  return inFolder((folder) => {
    const outdir = join(folder, "cdk.out");
    const app = new App({
      outdir,
      context: config.context,
      builtinCloudFormationValidation: options.thorough === true,
    });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const stack = new HeedStack(app, { stage, dist: emptyBundles(folder) });
    app.synth();
    const text = readFileSync(join(outdir, stack.templateFile), "utf8");
    return {
      template: JSON.parse(text),
      text,
      terminationProtection: stack.terminationProtection,
      findings: readFindings(join(outdir, "validation-report.json")),
    };
  });
}

/** Runs something with a folder of its own, which is gone afterwards. */
export function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "heed-infra-"));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function emptyBundles(folder: string): string {
  const dist = join(folder, "dist");
  for (const name of functionNames) {
    mkdirSync(join(dist, "functions", name), { recursive: true });
    writeFileSync(join(dist, "functions", name, "index.mjs"), `export const handler = "${name}";`);
  }
  mkdirSync(join(dist, "site", "assets"), { recursive: true });
  mkdirSync(join(dist, "site", "console"));
  writeFileSync(join(dist, "site", "heed.js"), "");
  writeFileSync(join(dist, "site", "assets", "chat-1.js"), "");
  writeFileSync(join(dist, "site", "console", "index.html"), "");
  return dist;
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly { readonly ruleName: string; readonly severity?: string }[];
  }[];
}

function readFindings(path: string): readonly string[] {
  const report = JSON.parse(readFileSync(path, "utf8")) as Report;
  return report.pluginReports.flatMap(({ violations }) =>
    violations.map(({ ruleName, severity }) => `${severity}: ${ruleName}`),
  );
}

/** All resources of a type, by logical id. */
export function ofType(template: Template, type: string): ReadonlyArray<[string, Resource]> {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The only resource of a type; more or none is an error. */
export function only(template: Template, type: string): Resource {
  const [found, ...more] = ofType(template, type);
  if (!found || more.length > 0) throw new Error(`Expected one ${type}, found ${more.length}.`);
  return found[1];
}
