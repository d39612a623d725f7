/** Tunes the random forest: a study in a run, its trials nested, its winner registered. */
import { UserError } from "@/errors.ts";
import type { Sampler } from "@/tune/sampler.ts";
import { createSampler } from "@/tune/create_sampler.ts";
import { endOrphans, heartbeatMs, heartbeatTag } from "@/workflows/orphans.ts";
import type { ProgressTask } from "@/workflows/progress.ts";
import type { Experiment, TrackedRun } from "@/workflows/tracker.ts";
import { planSplits } from "@/workflows/train/assess.ts";
import type { TrainInput } from "@/workflows/train/train.ts";
import { finishStudy } from "@/workflows/tune/finish.ts";
import { foldsOf, judgeFold } from "@/workflows/tune/judge_fold.ts";
import type { FinishedStudy, SearchedStudy } from "@/workflows/tune/study.ts";
import { checkForestSpace, forestRecipe } from "@/workflows/tune/forest_space.ts";
import { type BegunStudy, readStudy, trialCountTag } from "@/workflows/tune/read_study.ts";
import type { TunePorts } from "@/workflows/tune/ports.ts";
import { search } from "@/workflows/tune/search.ts";
import {
  checkStudyData,
  serializeStudyPlan,
  type StudyPlan,
  studyPlanPath,
} from "@/workflows/tune/study_plan.ts";
import { bestTrial, type Trial, trialScore } from "@/workflows/tune/trial.ts";
import { TrialLog } from "@/workflows/tune/trial_log.ts";

/** The experiment in which studies are tracked. */
export const tuningExperiment = "Heart_Disease_RF_Tuning";

/** A new study, or one to go on with. */
export type TuneRequest =
  | { readonly plan: StudyPlan; readonly trialCount: number }
  | {
    readonly resume: string;
    /** As when it was begun, unless told. */
    readonly trialCount?: number | undefined;
  };

/** Where to register the winner, and when to stop looking for it. */
export interface TuneOptions {
  /** The registered model. */
  readonly modelName: string;
  /** No trial starts later than this after the first; no limit when undefined. */
  readonly timeoutMs?: number | undefined;
}

/** What tuning gave. */
export interface TuneResult extends Omit<SearchedStudy, "run">, FinishedStudy {
  readonly experiment: Experiment;
  readonly runId: string;
  readonly runUrl: string;
}

/**
 * Runs a study to its end and registers the winner. Runs that a dead process left RUNNING are
 * ended first.
 *
 * @throws {UserError} when every trial failed, the tracker or the registry fails, or the work was
 * interrupted; the trials that ended are kept, and the study can be resumed
 */
export async function tuneForest(
  request: TuneRequest,
  options: TuneOptions,
  input: TrainInput,
  ports: TunePorts,
): Promise<TuneResult> {
  const { tracker, lookUpSession, now } = ports;
  const experiment = await tracker.experiment(tuningExperiment);
  await endOrphans(tracker, experiment, lookUpSession, now());
  const study = "plan" in request
    ? { ...request, trials: [] }
    : await resumed(request, experiment, ports);
  checkForestSpace(study.plan.space);
  checkStudyData(study.plan, input.dataset);
  const run = "plan" in request
    ? await tracker.startRun(startOf(study, experiment, input))
    : await tracker.continueRun(request.resume);
  return await conduct(run, experiment, study, options, input, ports);
}

async function resumed(
  { resume, trialCount }: Extract<TuneRequest, { resume: string }>,
  experiment: Experiment,
  { tracker, lookUpSession, now }: TunePorts,
): Promise<BegunStudy> {
  const study = await readStudy(tracker, experiment, resume, lookUpSession, now());
  return { ...study, trialCount: trialCount ?? study.trialCount };
}

function startOf({ plan, trialCount }: BegunStudy, experiment: Experiment, input: TrainInput) {
  const { rows, source } = input.dataset;
  return {
    experiment,
    name: `${plan.sampler} seed ${plan.seed}`,
    tags: {
      ...input.tags,
      "model.kind": "forest",
      seed: String(plan.seed),
      sampler: plan.sampler,
      [trialCountTag]: String(trialCount),
    },
    description: `Search for the best random forest: ${trialCount} trials of ${plan.sampler}, ` +
      `each on ${plan.foldCount} folds, on ${rows.length} ` +
      `${source === "synthetic" ? "synthetic " : ""}patients.`,
  };
}

/** Sees a study through in its run, which always ends as what it was. */
async function conduct(
  run: TrackedRun,
  experiment: Experiment,
  study: BegunStudy,
  options: TuneOptions,
  input: TrainInput,
  ports: TunePorts,
): Promise<TuneResult> {
  const { plan } = study;
  const stopHeartbeat = startHeartbeat(run, ports);
  const log = new TrialLog({
    tracker: ports.tracker,
    experiment,
    parentRunId: run.id,
    tags: input.tags,
  });
  try {
    // The plan must be there before any trial is, or nobody could go on with the study.
    await run.logArtifact(studyPlanPath, serializeStudyPlan(plan));
    await run.setTags({ [trialCountTag]: String(study.trialCount) });
    const sampler = createSampler(plan.sampler, plan.seed);
    const trials = await searchForest(study, sampler, log, options, input, ports);
    await log.drain();
    const best = bestTrial(trials);
    if (best === undefined) throw noneComplete(trials);
    const finished = await finishStudy(
      { run, plan, trials, best },
      options.modelName,
      input,
      ports,
    );
    stopHeartbeat();
    await run.end("FINISHED");
    return { experiment, runId: run.id, runUrl: run.url, plan, trials, best, ...finished };
  } catch (error) {
    stopHeartbeat();
    // What was judged is kept. The work's own error is the one to tell, also when others follow.
    await log.drain().catch(() => {});
    await run.end(ports.signal.aborted ? "KILLED" : "FAILED").catch(() => {});
    throw error;
  }
}

async function searchForest(
  { plan, trialCount, trials: earlier }: BegunStudy,
  sampler: Sampler,
  log: TrialLog,
  { timeoutMs = Infinity }: TuneOptions,
  { dataset }: TrainInput,
  { runner, workerCount, progress, signal, now }: TunePorts,
): Promise<Trial[]> {
  const { holdOut } = planSplits(dataset, plan);
  const folds = foldsOf(dataset, holdOut.train, plan);
  const startMs = now();
  const shown = progress.start(`Tune the random forest with ${plan.sampler}`, trialCount);
  showTrials(shown, earlier);
  try {
    const trials = await search({ ...plan, sampler, trialCount }, earlier, {
      judgeFold: async (point, fold) =>
        await judgeFold(forestRecipe(point, plan.seed), dataset, folds[fold], runner),
      workerCount,
      onTrial: (number, point, ended) => log.add(number, point, ended),
      onEnd: (ended) => showTrials(shown, ended),
      isOver: () => now() - startMs >= timeoutMs,
      now,
      signal,
    });
    shown.done(summary(trials));
    return trials;
  } catch (error) {
    shown.fail();
    throw error;
  }
}

function showTrials(shown: ProgressTask, trials: readonly Trial[]): void {
  const best = bestTrial(trials);
  shown.update(
    trials.length,
    best && `best AUC ${trialScore(best).toFixed(4)} (trial ${best.number})`,
  );
}

function summary(trials: readonly Trial[]): string {
  const countOf = (state: Trial["state"]) => trials.filter((trial) => trial.state === state).length;
  const [pruned, failed] = [countOf("pruned"), countOf("failed")];
  return [
    `${trials.length} trials`,
    ...(pruned > 0 ? [`${pruned} pruned`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(", ");
}

function noneComplete(trials: readonly Trial[]): UserError {
  const failed = trials.find(({ state }) => state === "failed");
  return failed
    ? new UserError(
      `No trial of ${trials.length} could be judged. The first failure: ${failed.error}`,
      {
        hint: "Check the search space and the data.",
      },
    )
    : new UserError("No trial ended before the time was up.", {
      hint: "Allow more time: --timeout SECONDS",
    });
}

/** Says now and then that the process lives, for those who cannot see it; returns how to stop. */
function startHeartbeat(run: TrackedRun, { now }: TunePorts): () => void {
  const beat = () =>
    void run.setTags({ [heartbeatTag]: new Date(now()).toISOString() }).catch(() => {});
  beat();
  const timer = setInterval(beat, heartbeatMs);
  return () => clearInterval(timer);
}
