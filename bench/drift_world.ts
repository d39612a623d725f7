/** Made-up hospitals: a model with its reference, and windows of patients from the same source. */
import { createRandom } from "@/data/random.ts";
import { parseDataset } from "@/data/parse.ts";
import { stratifiedFolds, stratifiedHoldOut } from "@/data/splits.ts";
import { formatCsv } from "@/data/synthetic/format.ts";
import { generateCohort } from "@/data/synthetic/generate.ts";
import { parseCohortStatistics } from "@/data/synthetic/statistics.ts";
import type { DriftWindow } from "@/drift/pooled_table.ts";
import { buildReference, type Reference } from "@/drift/reference.ts";
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { crossValidate } from "@/evaluate/cross_validate.ts";
import { fitPipeline, type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Row } from "@/schema/row.ts";

/** As many patients as the real table has. */
const patientCount = 920;

const statistics = parseCohortStatistics(
  heartSchema,
  JSON.parse(Deno.readTextFileSync(new URL("../data/cohort_statistics.json", import.meta.url))),
);

/** A model, what it was fitted on, and more patients than it has seen. */
export interface DriftWorld {
  readonly reference: Reference;
  readonly pipeline: Pipeline;
  /** A window of so many new patients, none of whom is drawn twice. */
  readonly nextRows: (rowCount: number) => readonly Row[];
}

/** A world by its seed: 920 patients, a model of four fifths of them, and windows to come. */
export function driftWorld(kind: EstimatorKind, seed: number): DriftWorld {
  const { rows, labels } = patients(patientCount, 2 * seed);
  const recipe = defaultRecipe(kind, seed);
  const rowsAt = (places: Int32Array) => Array.from(places, (place) => rows[place]);
  const fit = (train: Int32Array) =>
    fitPipeline(
      recipe,
      { rows: rowsAt(train), labels: labels.filter((_, row) => train.includes(row)) },
      heartSchema,
    );
  const folds = stratifiedFolds(labels, { foldCount: 5, seed });
  const { probabilities } = crossValidate(
    labels,
    folds,
    (train, test) => predictProba(fit(train), rowsAt(test)),
    0.5,
  );
  const { train, test } = stratifiedHoldOut(labels, { testShare: 0.2, seed });
  const pipeline = fit(train);
  const reference = buildReference(heartSchema, {
    rows: rowsAt(train),
    labels: Uint8Array.from(train, (row) => labels[row]),
    probabilities: Float64Array.from(train, (row) => probabilities[row]),
    heldOutProbabilities: predictProba(pipeline, rowsAt(test)),
  }, createRandom(seed));
  let drawn = 0;
  const nextRows = (rowCount: number) =>
    patients(rowCount, 2 * (seed * 100_000 + drawn++) + 1).rows;
  return { reference, pipeline, nextRows };
}

/** The window that a model sees when these patients come. */
export function windowOf(pipeline: Pipeline, rows: readonly Row[]): DriftWindow {
  return { rows, probabilities: predictProba(pipeline, rows) };
}

function patients(rowCount: number, seed: number) {
  const cohort = generateCohort(heartSchema, statistics, { rowCount, seed });
  const text = [...formatCsv(heartSchema, cohort)].join("");
  return parseDataset(heartSchema, text, "cohort.csv").dataset;
}
