/** The end of a study: the winner judged anew, drawn, logged as a model and registered. */
import { evenThreshold } from "@/pipeline/pipeline.ts";
import { assess, planSplits } from "@/workflows/train/assess.ts";
import { logAssessment } from "@/workflows/train/log.ts";
import type { TrainInput } from "@/workflows/train/train.ts";
import type { RegisteredVersion, Registry } from "@/workflows/registry.ts";
import type { MetricPoint } from "@/workflows/tracker.ts";
import { type FreshScore, freshScore } from "@/workflows/tune/judge_fold.ts";
import { forestRecipe } from "@/workflows/tune/forest_space.ts";
import { newVersion } from "@/workflows/tune/new_version.ts";
import { studyFigures } from "@/workflows/tune/study_figures.ts";
import type { TunePorts } from "@/workflows/tune/ports.ts";
import type { FinishedStudy, SearchedStudy } from "@/workflows/tune/study.ts";
import { type Trial, trialScore } from "@/workflows/tune/trial.ts";

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
  const { plan, best } = study;
  const { dataset } = input;
  const recipe = forestRecipe(best.point, plan.seed);
  const splits = planSplits(dataset, plan);
  const shown = ports.progress.start("Judge, draw and register the winner");
  try {
    const [fresh, assessment] = await Promise.all([
      freshScore(recipe, dataset, splits.holdOut.train, plan, ports.runner),
      assess(recipe, dataset, splits, ports.runner, { costs, threshold: evenThreshold }),
    ]);
    const version = await findRegistered(study, modelName, ports.registry) ??
      await logAndRegister(study, { fresh, assessment }, modelName, input, ports);
    shown.done(`${version.name} version ${version.version}`);
    return { fresh, assessment, version };
  } catch (error) {
    shown.fail();
    throw error;
  }
}

/** The winner's version when a process died after registering it and before ending the run. */
async function findRegistered(
  { run }: SearchedStudy,
  modelName: string,
  registry: Registry,
): Promise<RegisteredVersion | undefined> {
  const model = await registry.read(modelName);
  return model?.versions.find(({ runId }) => runId === run.id);
}

async function logAndRegister(
  study: SearchedStudy,
  judged: Omit<FinishedStudy, "version">,
  modelName: string,
  input: TrainInput,
  { registry, renderer }: Pick<TunePorts, "registry" | "renderer">,
): Promise<RegisteredVersion> {
  const { run, plan, trials } = study;
  const [{ id: modelId }] = await Promise.all([
    logAssessment(run, judged.assessment, {
      plan: { foldCount: plan.foldCount, costs, threshold: evenThreshold },
      input,
      renderer,
      moreFigures: Promise.resolve(studyFigures(study, input.dataset)),
      morePoints: studyPoints(study, judged.fresh),
    }),
    run.logParams({ sampler: plan.sampler, trials: trials.length, pruning: plan.pruning }),
  ]);
  return await registry.register(newVersion(study, { ...judged, modelId }, modelName, input));
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
