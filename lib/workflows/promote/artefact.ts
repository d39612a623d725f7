/** Looks at a version's saved model: whether it is whole, ours, and predicts as a model should. */
import { exitCode, UserError } from "@/errors.ts";
import { factRule, type GateRule } from "@/evaluate/promotion_gate.ts";
import { type Pipeline, predict } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import { pipelineDigestTag } from "@/workflows/model/checksums.ts";
import { inputExample } from "@/workflows/model/input_example.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";

/**
 * Loads a pipeline by its model URI and tells the SHA-256 of its `pipeline.json`.
 *
 * @throws {UserError} when it is gone, damaged, or made for another schema
 */
export type LoadPipeline = (
  uri: string,
) => Promise<{ readonly pipeline: Pipeline; readonly digest: string }>;

/** The pipeline, if it can be used, and the rules about it. */
export interface ExaminedArtefact {
  readonly pipeline: Pipeline | undefined;
  readonly rules: readonly GateRule[];
}

/**
 * Loads a version's pipeline and has it predict the example rows.
 *
 * @throws {UserError} when the server cannot be reached
 */
export async function examineArtefact(
  version: RegisteredVersion,
  loadPipeline: LoadPipeline,
): Promise<ExaminedArtefact> {
  const loadRule = (holds: boolean, note: string) =>
    factRule("integrity.pipeline", "Loads; digest and schema agree", holds, note);
  try {
    const { pipeline, digest } = await loadPipeline(`models:/${version.name}/${version.version}`);
    const expected = version.tags[pipelineDigestTag] ?? digest;
    if (digest !== expected) {
      const note = `SHA-256 of pipeline.json is ${digest}, and ${expected} was registered`;
      return { pipeline: undefined, rules: [loadRule(false, note)] };
    }
    const rules = [loadRule(true, `SHA-256 ${digest.slice(0, 12)}…`), exampleRule(pipeline)];
    return { pipeline, rules };
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode === exitCode.unavailable) throw error;
    return { pipeline: undefined, rules: [loadRule(false, error.message)] };
  }
}

function exampleRule(pipeline: Pipeline): GateRule {
  const { columns, data } = inputExample(heartSchema);
  const rows = data.map((cells) => Object.fromEntries(columns.map((name, i) => [name, cells[i]])));
  const probabilities = predict(pipeline, rows).map(({ probability }) => probability);
  return factRule(
    "integrity.example",
    "Predicts the example rows",
    probabilities.every((probability) => probability >= 0 && probability <= 1),
    `probabilities ${probabilities.map((probability) => probability.toFixed(3)).join(", ")}`,
  );
}
