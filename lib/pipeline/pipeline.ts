/** A fitted pipeline: raw rows in, labels and probabilities out; the one path by which anyone predicts. */
import type { Engines } from "@/estimators/catalog.ts";
import { estimatorCatalog } from "@/estimators/catalog.ts";
import type { FittedEstimator, Params } from "@/estimators/contract.ts";
import { exitCode, UserError } from "@/errors.ts";
import { type Encoder, encodeRows, featureNames, fitEncoder } from "@/preprocess/encoder.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import type { Schema } from "@/schema/column.ts";
import { type RawRow, readRow, type Row, type RowIssue } from "@/schema/row.ts";

/** Encoder, estimator and threshold, fitted on the same rows. */
export interface Pipeline {
  readonly schema: Schema;
  readonly recipe: Recipe;
  /** The estimator's hyperparameters, defaults filled in. */
  readonly params: Params;
  readonly encoder: Encoder;
  readonly estimator: FittedEstimator;
  /** The label is 1 where the probability is at least this, in [0, 1]. */
  readonly threshold: number;
}

/** What a pipeline says of one raw row. */
export interface Prediction {
  readonly label: 0 | 1;
  /** Probability of disease, in [0, 1]. */
  readonly probability: number;
  /** What was missing, unknown or implausible in the row. */
  readonly issues: readonly RowIssue[];
}

/** The threshold where both kinds of error cost the same. */
export const evenThreshold = 0.5;

/**
 * Fits encoder and estimator on n training rows.
 *
 * @param labels n labels, 0 or 1
 * @throws {UserError} when a parameter is not allowed or an engine is missing
 */
export function fitPipeline(
  recipe: Recipe,
  training: { readonly rows: readonly Row[]; readonly labels: Uint8Array },
  schema: Schema,
  engines: Engines = {},
): Pipeline {
  const { kind, params } = recipe.estimator;
  const estimator = estimatorCatalog[kind].create(params, engines);
  const encoder = fitEncoder(schema, training.rows, recipe.encoder);
  const fitted = estimator.fit(encodeRows(encoder, training.rows), training.labels, {
    seed: recipe.seed,
    featureNames: featureNames(encoder),
  });
  return {
    schema,
    recipe,
    params: estimator.params,
    encoder,
    estimator: fitted,
    threshold: evenThreshold,
  };
}

/** The same pipeline with another threshold. */
export function withThreshold(pipeline: Pipeline, threshold: number): Pipeline {
  return { ...pipeline, threshold };
}

/** Probability of disease for each of n clean rows. */
export function predictProba(pipeline: Pipeline, rows: readonly Row[]): Float64Array {
  return pipeline.estimator.predictProba(encodeRows(pipeline.encoder, rows));
}

/**
 * Reads and predicts n raw rows.
 *
 * @throws {UserError} naming every value that cannot be read as its column's kind
 */
export function predict(pipeline: Pipeline, raws: readonly RawRow[]): Prediction[] {
  const read = raws.map((raw) => readRow(pipeline.schema, raw));
  const refusals = read.flatMap(({ refused }, index) =>
    refused.map(({ column, issue, found }) =>
      `row ${index + 1}, column ${column}: ${JSON.stringify(found) ?? found} is ${
        issue === "impossible" ? "not possible" : "not a number"
      }`
    )
  );
  if (refusals.length > 0) {
    throw new UserError(`Cannot predict: ${refusals.join("; ")}.`, { exitCode: exitCode.data });
  }
  const probabilities = predictProba(pipeline, read.map(({ row }) => row));
  return read.map(({ issues }, index) => ({
    label: probabilities[index] >= pipeline.threshold ? 1 : 0,
    probability: probabilities[index],
    issues,
  }));
}
