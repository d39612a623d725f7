/** Refits recipes on the same folds, so that their predictions can be compared row by row. */
import type { Dataset } from "@/data/dataset.ts";
import { stratifiedFolds } from "@/data/splits.ts";
import { outOfFold } from "@/evaluate/out_of_fold.ts";
import type { Recipe } from "@/pipeline/recipe.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";
import { type Progress, withProgress } from "@/workflows/progress.ts";

/** The splits of the judgement; the same for all models and all days. */
export const gateSplits = { foldCount: 5, seed: 42 } as const;

/** What refitting works with. */
export interface RefitPorts {
  /** Over the same dataset. */
  readonly runner: FitRunner;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * n out-of-fold probabilities of each recipe; equal recipes are fitted once.
 *
 * @throws {UserError} when a fit fails or the work was interrupted
 */
export async function refit(
  recipes: readonly Recipe[],
  dataset: Dataset,
  { runner, progress, signal }: RefitPorts,
): Promise<Float64Array[]> {
  const folds = stratifiedFolds(dataset.labels, gateSplits);
  const distinct = new Map(recipes.map((recipe) => [JSON.stringify(recipe), recipe]));
  const fitCount = distinct.size * folds.length;
  let doneCount = 0;
  const task = progress.start("Refit on the same five folds", fitCount);
  return await withProgress(task, async () => {
    const predicted = new Map(
      await Promise.all([...distinct].map(async ([key, recipe]) => {
        const results = await Promise.all(folds.map(async ({ train, test }) => {
          signal.throwIfAborted();
          const result = await runner.fit({ recipe, train, test });
          task.update(++doneCount, recipe.estimator.kind);
          return result.probabilities;
        }));
        return [key, outOfFold(dataset.labels.length, folds, results)] as const;
      })),
    );
    task.done(`${fitCount} fits`);
    return recipes.map((recipe) => predicted.get(JSON.stringify(recipe))!);
  });
}
