/** What an experiment tracker accepts, checked before anything is sent: MLflow's own limits. */
import { UserError } from "@/errors.ts";
import type { DatasetInput, MetricPoint, NewModel } from "@/workflows/tracker.ts";

/**
 * Greatest lengths in characters, after MLflow's `utils/validation.py`. The server cuts longer
 * values without a word; we refuse them.
 */
export const lengthLimits = {
  name: 250,
  parameter: 6000,
  tag: 8000,
  experiment: 500,
  datasetName: 500,
  datasetDigest: 36,
  datasetContext: 500,
} as const;

/**
 * Checks the name of a parameter, metric or tag.
 *
 * @throws {UserError} when the tracker would refuse it
 */
export function checkEntryName(kind: "parameter" | "metric" | "tag", name: string): void {
  checkLength(`the name of ${kind} '${name}'`, name, lengthLimits.name);
  const isPlain = isPlainPath(name) && !name.startsWith("..");
  if (!isPlain || !/^[\p{L}\p{N}_.\-/ :]+$/u.test(name)) {
    throw new UserError(`Cannot log ${kind} '${name}': the name is not allowed.`, {
      hint: "Use letters, digits, spaces and _ - . : only; slashes may stand between words.",
    });
  }
}

/**
 * Checks a parameter and gives its value as text.
 *
 * @throws {UserError} when the tracker would refuse it
 */
export function checkParameter(name: string, value: string | number | boolean): string {
  checkEntryName("parameter", name);
  return checkLength(`parameter '${name}'`, String(value), lengthLimits.parameter);
}

/** @throws {UserError} when the tracker would refuse it */
export function checkTag(name: string, value: string): void {
  checkEntryName("tag", name);
  checkLength(`tag '${name}'`, value, lengthLimits.tag);
}

/** @throws {UserError} when the tracker would refuse it */
export function checkMetric({ name, value, step = 0 }: MetricPoint): void {
  checkEntryName("metric", name);
  if (typeof value !== "number") {
    throw new UserError(`Cannot log metric '${name}': expected a number, found ${value}.`);
  }
  if (!Number.isSafeInteger(step)) {
    throw new UserError(`Cannot log metric '${name}': its step must be an integer, found ${step}.`);
  }
}

/** @throws {UserError} when the tracker would refuse it */
export function checkDataset({ name, digest, context }: DatasetInput): void {
  const parts = [
    ["name", name, lengthLimits.datasetName],
    ["digest", digest, lengthLimits.datasetDigest],
    ["context", context, lengthLimits.datasetContext],
  ] as const;
  for (const [part, value, limit] of parts) {
    if (value === "") throw new UserError(`Cannot log dataset '${name}': its ${part} is empty.`);
    checkLength(`the ${part} of dataset '${name}'`, value, limit);
  }
}

/**
 * Checks a model's name, parameters and tags; its files' paths are known only later.
 *
 * @throws {UserError} when the tracker would refuse it
 */
export function checkModel({ name, params, tags }: NewModel): void {
  if (name.trim() === "" || /[/:.%"']/.test(name)) {
    throw new UserError(`A logged model cannot be named '${name}'.`, {
      hint: `Choose a name without / : . % " and '.`,
    });
  }
  Object.entries(params).forEach(([key, value]) => checkParameter(key, value));
  Object.entries(tags).forEach(([key, value]) => checkTag(key, value));
}

/** @throws {UserError} when the tracker would refuse it */
export function checkExperimentName(name: string): void {
  if (name.trim() === "") throw new UserError("An experiment needs a name, found none.");
  checkLength(`the name of experiment '${name}'`, name, lengthLimits.experiment);
}

/**
 * Checks the path of an artifact, such as `plots/roc_curve.svg`.
 *
 * @throws {UserError} when the tracker would refuse it, or store it under another name
 */
export function checkArtifactPath(path: string): void {
  const problem = artifactPathProblem(path);
  if (problem !== undefined) {
    throw new UserError(`Cannot store artifact '${path}': ${problem}.`, {
      hint: "Use a relative path with / between its parts, such as plots/roc_curve.svg.",
    });
  }
}

function artifactPathProblem(path: string): string | undefined {
  if (!isPlainPath(path)) return "the path must be relative, without empty parts, '.' and '..'";
  if (/[#?;\\]/.test(path)) return "MLflow refuses or drops # ? ; and \\ in paths";
  // deno-lint-ignore no-control-regex
  if (/[\x00-\x1f\x7f]/.test(path)) return "the path holds a control character";
  // The server unescapes what it is given until nothing changes.
  if (/%[0-9a-f]{2}/i.test(path)) return "MLflow takes % and two digits for an escape";
  return undefined;
}

function isPlainPath(path: string): boolean {
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function checkLength(what: string, value: string, limit: number): string {
  if (value.length <= limit) return value;
  throw new UserError(
    `Cannot log ${abbreviate(what)}: ${value.length} characters, at most ${limit} are allowed.`,
  );
}

function abbreviate(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
