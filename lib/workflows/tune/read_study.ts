/** Reads a study back from the tracker alone, so that it can go on anywhere. */
import { exitCode, UserError } from "@/errors.ts";
import { runState } from "@/workflows/orphans.ts";
import type { LookUpSession } from "@/workflows/session.ts";
import type { Experiment, RunRecord, Tracker } from "@/workflows/tracker.ts";
import { parseStudyPlan, type StudyPlan, studyPlanPath } from "@/workflows/tune/study_plan.ts";
import { type Trial, trialOf } from "@/workflows/tune/trial.ts";

/** The tag of a study's run that says how many trials it is to have. */
export const trialCountTag = "study.trials";

/** A study that was begun. */
export interface BegunStudy {
  readonly plan: StudyPlan;
  /** Trials it is to have. */
  readonly trialCount: number;
  /** Trials that ended, each once, by number. */
  readonly trials: readonly Trial[];
}

/**
 * Reads a study that no process works on.
 *
 * @param nowMs milliseconds since 1970
 * @throws {UserError} when the run is no study, has finished, or a process is at work on it
 */
export async function readStudy(
  tracker: Tracker,
  experiment: Experiment,
  runId: string,
  lookUpSession: LookUpSession,
  nowMs: number,
): Promise<BegunStudy> {
  const record = await tracker.readRun(runId);
  const trialCount = Number(record.tags[trialCountTag]);
  const hasPlan = (await tracker.listArtifacts(runId)).includes(studyPlanPath);
  if (!hasPlan || !Number.isInteger(trialCount)) {
    throw new UserError(`Run ${runId} ('${record.name}') is no study that can be resumed.`, {
      exitCode: exitCode.usage,
      hint: `Give the parent run of a study, from ${experiment.url}`,
    });
  }
  await refuseUnlessFree(record, lookUpSession, nowMs);
  const plan = new TextDecoder().decode(await tracker.readArtifact(runId, studyPlanPath));
  return {
    plan: parseStudyPlan(plan, `study ${runId}`),
    trialCount,
    trials: await readTrials(tracker, experiment, runId),
  };
}

async function refuseUnlessFree(
  record: RunRecord,
  lookUpSession: LookUpSession,
  nowMs: number,
): Promise<void> {
  if (record.status === "FINISHED") {
    throw new UserError(`Study ${record.id} has finished: there is nothing to resume.`, {
      hint: "Start a new one, perhaps with another seed: deno task tune --seed N",
    });
  }
  if (record.status !== "RUNNING") return;
  const state = await runState(record, lookUpSession, nowMs);
  if (state === "dead") return;
  throw new UserError(
    `Study ${record.id} is ${state === "alive" ? "being" : "perhaps being"} worked on by another ` +
      "process.",
    { hint: "Stop that process first; one that has died is noticed within two minutes." },
  );
}

/** What ended counts once: a run that was given up and done again later is passed over. */
async function readTrials(
  tracker: Tracker,
  experiment: Experiment,
  parentRunId: string,
): Promise<Trial[]> {
  const runs = await tracker.searchRuns(experiment, {
    tags: { "mlflow.parentRunId": parentRunId },
  });
  const trials = new Map<number, Trial>();
  // The oldest comes last, and stays.
  for (const run of runs) {
    const trial = trialOf(run);
    if (trial) trials.set(trial.number, trial);
  }
  return [...trials.values()].sort((a, b) => a.number - b.number);
}
