/** The end of a study: the winner judged anew, drawn, logged as a model and registered. */
import { evenThreshold } from "@/pipeline/pipeline.ts";
import { assess, type Assessment, fitCount, planSplits } from "@/workflows/train/assess.ts";
import { logAssessment } from "@/workflows/train/log.ts";
import type { TrainInput } from "@/workflows/train/train.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";
import type { Sampler } from "@/tune/sampler.ts";
import type { MetricPoint, TrackedRun } from "@/workflows/tracker.ts";
import { type FreshScore, freshScore } from "@/workflows/tune/fold_runner.ts";
import { forestRecipe } from "@/workflows/tune/forest_space.ts";
import { newVersion } from "@/workflows/tune/new_version.ts";
import { studyFigures } from "@/workflows/tune/study_figures.ts";
import type { StudyPlan } from "@/workflows/tune/study_plan.ts";
import { type Trial, trialScore } from "@/workflows/tune/trial.ts";
import type { TunePorts } from "@/workflows/tune/tune.ts";

/** A study whose search is over. */
export interface SearchedStudy {
  readonly run: TrackedRun;
  readonly plan: StudyPlan;
  readonly sampler: Sampler;
  /** By number. */
  readonly trials: readonly Trial[];
  readonly best: Trial;
}

/** What became of the winner. */
export interface FinishedStudy {
  readonly fresh: FreshScore;
  readonly assessment: Assessment;
  readonly modelId: string;
  readonly version: RegisteredVersion;
}

/** What a missed patient costs beside a false alarm, in the figure of costs. */
const costs = { falsePositiveCost: 1, falseNegativeCost: 5 };

/**
 * Judges the winner on fresh folds, on the held-out rows, sites and slices; logs it with its model
 * in the study's run; registers the model under a name.
 */
export async function finishStudy(
  study: SearchedStudy,
  modelName: string,
  input: TrainInput,
  ports: Pick<TunePorts, "registry" | "runner" | "renderer" | "progress">,
): Promise<FinishedStudy> {
  const { run, plan, best } = study;
  const { dataset } = input;
  const recipe = forestRecipe(best.point, plan.seed);
  const splits = planSplits(dataset, plan);
  const shown = ports.progress.start("Judge, draw and register the winner");
  try {
    const [fresh, assessment] = await Promise.all([
      freshScore(recipe, dataset, splits.holdOut.train, plan, ports.runner),
      assess(recipe, dataset, splits, ports.runner, { costs, threshold: evenThreshold }),
    ]);
    const [model] = await Promise.all([
      logAssessment(run, assessment, {
        plan: { foldCount: plan.foldCount, costs, threshold: evenThreshold },
        input,
        renderer: ports.renderer,
        moreFigures: Promise.resolve(studyFigures(study, dataset)),
        morePoints: studyPoints(study, fresh),
      }),
      run.logParams({ sampler: plan.sampler, trials: study.trials.length, pruning: plan.pruning }),
    ]);
    const version = await ports.registry.register(
      newVersion(study, { fresh, assessment, modelId: model.id }, modelName, input),
    );
    await run.setTags({ "registered.version": `${version.name}/${version.version}` });
    shown.done(`${version.name} version ${version.version}`);
    return { fresh, assessment, modelId: model.id, version };
  } catch (error) {
    shown.fail();
    throw error;
  }
}

function studyPoints({ trials, best }: SearchedStudy, fresh: FreshScore): MetricPoint[] {
  const countOf = (state: Trial["state"]) => trials.filter((trial) => trial.state === state).length;
  return [
    { name: "best_trial", value: best.number },
    { name: "best_roc_auc", value: trialScore(best) },
    { name: "fresh_roc_auc_mean", value: fresh.mean },
    { name: "fresh_roc_auc_std", value: fresh.deviation },
    { name: "search_optimism", value: trialScore(best) - fresh.mean },
    { name: "trials_complete", value: countOf("complete") },
    { name: "trials_pruned", value: countOf("pruned") },
    { name: "trials_failed", value: countOf("failed") },
  ];
}
