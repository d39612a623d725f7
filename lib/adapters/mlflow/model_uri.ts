/** The ways to name a saved pipeline: by the registry, a logged model, a run, or a path. */
import { exitCode, UserError } from "@/errors.ts";
import type { Stage } from "@/workflows/registry.ts";

/** What a text names. */
export type ModelUri =
  | { readonly kind: "stage"; readonly name: string; readonly stage: Stage }
  | { readonly kind: "alias"; readonly name: string; readonly alias: string }
  | { readonly kind: "version"; readonly name: string; readonly version: number }
  | { readonly kind: "model"; readonly modelId: string }
  | { readonly kind: "run"; readonly runId: string; readonly path: string }
  | { readonly kind: "path"; readonly path: string };

const stages: readonly Stage[] = ["None", "Staging", "Production", "Archived"];

/**
 * Reads `models:/NAME/Production`, `models:/NAME@alias`, `models:/NAME/3`, `models:/m-…`,
 * `runs:/RUN/model`, or a path. Stages may be in any case, as in MLflow.
 *
 * @throws {UserError} when the text begins like one of them and is none
 */
export function parseModelUri(text: string): ModelUri {
  if (text.startsWith("models:")) return parseModels(text);
  const run = /^runs:\/([^/]+)\/(.*[^/])\/?$/.exec(text);
  if (run) return { kind: "run", runId: run[1], path: run[2] };
  if (/^[a-z][a-z0-9+.-]+:/i.test(text) && !text.startsWith("file:")) throw unreadable(text);
  if (text === "") throw unreadable(text);
  return { kind: "path", path: text };
}

function parseModels(text: string): ModelUri {
  const rest = /^models:\/([^/].*)$/.exec(text)?.[1] ?? "";
  const [, name, suffix] = /^([^/]+)\/([^/]+)$/.exec(rest) ?? [];
  if (name !== undefined) {
    if (/^[1-9]\d*$/.test(suffix)) return { kind: "version", name, version: Number(suffix) };
    const stage = stages.find((known) => known.toLowerCase() === suffix.toLowerCase());
    if (stage) return { kind: "stage", name, stage };
  }
  const [, aliased, alias] = /^([^/]+)@([^/@]+)$/.exec(rest) ?? [];
  if (aliased !== undefined) return { kind: "alias", name: aliased, alias };
  if (/^m-[^/]+$/.test(rest)) return { kind: "model", modelId: rest };
  throw unreadable(text);
}

function unreadable(text: string): UserError {
  return new UserError(`'${text}' names no model.`, {
    exitCode: exitCode.usage,
    hint: "Use models:/NAME/Production, models:/NAME@alias, models:/NAME/3, models:/m-…, " +
      "runs:/RUN/model, or the path of a model's folder or pipeline.json.",
  });
}
