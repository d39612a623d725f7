/** The figures of a study. */
import type { Dataset } from "@/data/dataset.ts";
import type { Figure } from "@/plots/figure.ts";
import { optimizationHistoryFigure } from "@/plots/optimization_history.ts";
import { parallelCoordinatesFigure } from "@/plots/parallel_coordinates.ts";
import { parameterImportanceFigure } from "@/plots/parameter_importance.ts";
import { parameterSlicesFigure } from "@/plots/parameter_slices.ts";
import type { StudyInput } from "@/plots/study.ts";
import { createSampler } from "@/tune/create_sampler.ts";
import { parameterImportance } from "@/tune/importance.ts";
import { planSplits } from "@/workflows/train/assess.ts";
import type { SearchedStudy } from "@/workflows/tune/study.ts";
import { judgedTrial, trialScore } from "@/workflows/tune/trial.ts";

const scoreName = "ROC AUC";

/** History, parallel coordinates, slices and importance of a study on a dataset. */
export function studyFigures(
  { plan, trials }: Pick<SearchedStudy, "plan" | "trials">,
  dataset: Dataset,
): Figure[] {
  const patientCount = planSplits(dataset, plan).holdOut.train.length;
  const study: StudyInput = {
    trials: trials.map((trial) => ({ ...trial, score: trialScore(trial) })),
    space: plan.space,
    startupCount: createSampler(plan.sampler, plan.seed).startupCount,
    scoreName,
    measuredBy: `${plan.foldCount}-fold cross-validation on ${patientCount} patients`,
  };
  const complete = trials.filter(({ state }) => state === "complete");
  return [
    optimizationHistoryFigure(study),
    parallelCoordinatesFigure(study),
    parameterSlicesFigure(study),
    parameterImportanceFigure({
      weights: parameterImportance(plan.space, complete.flatMap(judgedTrial), plan.seed),
      trialCount: complete.length,
      scoreName,
    }),
  ];
}
