/** A pipeline as JSON text and back: the same bytes on a round trip, foreign files refused. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import type { JsonObject } from "@/json.ts";
import { estimatorKinds } from "@/estimators/catalog.ts";
import { estimatorReaders } from "@/estimators/readers.ts";
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { featureNames } from "@/preprocess/encoder.ts";
import type { Schema } from "@/schema/column.ts";
import { schemaFingerprint } from "@/schema/fingerprint.ts";

/** Name and version of the format. */
export const pipelineFormat = { name: "heart-pipeline", version: 1 } as const;

const params = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]));

const encoderOptions = z.strictObject({
  imputation: z.enum(["median", "mean", "none"]),
  scaling: z.boolean(),
  missingIndicators: z.boolean(),
});

const columnEncoding = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("numeric"),
    column: z.string(),
    fill: z.number().nullable(),
    center: z.number(),
    spread: z.number().positive(),
    missingIndicator: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("categorical"),
    column: z.string(),
    labels: z.array(z.string()),
    missingIsNaN: z.boolean(),
    missingIndicator: z.boolean(),
  }),
]);

const header = z.object({
  format: z.literal(pipelineFormat.name),
  version: z.number().int(),
  schemaFingerprint: z.string(),
});

const body = header.extend({
  recipe: z.strictObject({
    estimator: z.strictObject({ kind: z.enum(estimatorKinds), params }),
    encoder: encoderOptions,
    seed: z.number().int(),
  }),
  params,
  threshold: z.number().min(0).max(1),
  encoder: z.strictObject({ options: encoderOptions, columns: z.array(columnEncoding) }),
  estimator: z.looseObject({}),
});

/** The pipeline as one line of JSON with a newline at its end. */
export function serializePipeline(pipeline: Pipeline): string {
  const { recipe, params, threshold, encoder } = pipeline;
  return JSON.stringify({
    format: pipelineFormat.name,
    version: pipelineFormat.version,
    schemaFingerprint: schemaFingerprint(pipeline.schema),
    recipe,
    params,
    threshold,
    encoder,
    estimator: pipeline.estimator.toJSON(),
  }) + "\n";
}

/**
 * Reads a pipeline that {@linkcode serializePipeline} wrote.
 *
 * @param source what to call the text in errors, such as its path
 * @throws {UserError} when the text is cut off, is something else, comes from a newer version,
 * or was made for another schema
 */
export function parsePipeline(text: string, schema: Schema, source = "pipeline"): Pipeline {
  const json = parseJson(text, source);
  const head = header.safeParse(json);
  if (!head.success) throw refusal(source, `it is not a ${pipelineFormat.name} file`);
  if (head.data.version !== pipelineFormat.version) {
    throw refusal(
      source,
      `its format is version ${head.data.version}, and this program reads version ${pipelineFormat.version}`,
    );
  }
  const fingerprint = schemaFingerprint(schema);
  if (head.data.schemaFingerprint !== fingerprint) {
    throw refusal(
      source,
      `it was made for schema ${head.data.schemaFingerprint}, and this program's is ${fingerprint}`,
    );
  }
  const parsed = body.safeParse(json);
  if (!parsed.success) throw refusal(source, z.prettifyError(parsed.error));
  // The text's own objects, not zod's copies: their key order makes the round trip exact.
  const { recipe, params, threshold, encoder, estimator: fitted } = json as z.infer<typeof body>;
  const estimator = estimatorReaders[recipe.estimator.kind](fitted as JsonObject);
  const featureCount = featureNames(encoder).length;
  if (estimator.featureCount !== featureCount) {
    throw refusal(
      source,
      `its encoder makes ${featureCount} features, and its estimator takes ${estimator.featureCount}`,
    );
  }
  return { schema, recipe, params, threshold, encoder, estimator };
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(source, "it is not complete JSON", cause);
  }
}

function refusal(source: string, reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot load ${source}: ${reason}.`, {
    exitCode: exitCode.data,
    hint: "Train the pipeline again with this version: deno task train",
    cause,
  });
}
