/** Judges recipes on folds of the training rows; the held-out rows take no part in the search. */
import type { Dataset } from "@/data/dataset.ts";
import { createRandom } from "@/data/random.ts";
import { type Split, stratifiedFolds } from "@/data/splits.ts";
import { summarizeFolds } from "@/evaluate/cross_validate.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import { evenThreshold } from "@/pipeline/pipeline.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";

/** Folds of some rows of a dataset, dealt by the seed; indices are the dataset's. */
export function foldsOf(
  { labels }: Pick<Dataset, "labels">,
  rows: Int32Array,
  options: { foldCount: number; seed: number },
): Split[] {
  const all = (indices: Int32Array) => indices.map((index) => rows[index]);
  return stratifiedFolds(Uint8Array.from(rows, (row) => labels[row]), options)
    .map(({ train, test }) => ({ train: all(train), test: all(test) }));
}

/** Fits a recipe on a fold's training part and judges it on the rest. */
export async function judgeFold(
  recipe: Recipe,
  { labels }: Pick<Dataset, "labels">,
  { train, test }: Split,
  runner: FitRunner,
): Promise<Evaluation> {
  const { probabilities } = await runner.fit({ recipe, train, test });
  return evaluate(Uint8Array.from(test, (row) => labels[row]), probabilities, evenThreshold);
}

/** How often the winner is judged anew. */
const repeatCount = 3;

/** ROC AUC on folds that the search has not seen. */
export interface FreshScore {
  readonly mean: number;
  /** Sample standard deviation over all fresh folds. */
  readonly deviation: number;
  /** Folds in all. */
  readonly foldCount: number;
}

/**
 * Judges a recipe on the same rows dealt anew, several times: the best of many trials is best on
 * its own folds partly by luck, and fresh ones show how much.
 */
export async function freshScore(
  recipe: Recipe,
  dataset: Dataset,
  rows: Int32Array,
  { foldCount, seed }: { foldCount: number; seed: number },
  runner: FitRunner,
): Promise<FreshScore> {
  const random = createRandom(seed).fork("fresh folds");
  const folds = Array.from({ length: repeatCount }, () => random.integer(2 ** 32))
    .flatMap((fresh) => foldsOf(dataset, rows, { foldCount, seed: fresh }));
  const judged = await Promise.all(
    folds.map((fold) => judgeFold(recipe, dataset, fold, runner)),
  );
  const { mean, deviation } = summarizeFolds(judged);
  return { mean: mean.rocAuc, deviation: deviation.rocAuc, foldCount: folds.length };
}
