/** Runs whose process has died without ending them: they would stay RUNNING for ever. */
import type { Experiment, RunRecord, Tracker } from "@/workflows/tracker.ts";
import type { LookUpSession } from "@/workflows/session.ts";
import { sessionTag } from "@/workflows/tracking/run_tags.ts";

/** The tag by which a study's parent run says when its process was last at work. */
export const heartbeatTag = "process.heartbeat";

/** How often a process out of sight gives a sign of life, in milliseconds. */
export const heartbeatMs = 15_000;

/** Runs of one experiment that are RUNNING. */
export interface OpenRuns {
  /** Their process is dead. */
  readonly orphaned: readonly RunRecord[];
  /** Nothing is known of their process, such as one of another machine. */
  readonly doubtful: readonly RunRecord[];
}

/**
 * Sorts an experiment's RUNNING runs by what became of their process.
 *
 * @param nowMs milliseconds since 1970
 */
export async function findOpenRuns(
  tracker: Tracker,
  experiment: Experiment,
  lookUpSession: LookUpSession,
  nowMs: number,
): Promise<OpenRuns> {
  const orphaned: RunRecord[] = [];
  const doubtful: RunRecord[] = [];
  const running = await tracker.searchRuns(experiment, { status: "RUNNING" });
  const byId = new Map(running.map((run) => [run.id, run]));
  for (const run of running) {
    const state = await runState(run, lookUpSession, nowMs);
    const parent = byId.get(run.tags["mlflow.parentRunId"] ?? "");
    const verdict = state === "unknown" && parent
      ? await runState(parent, lookUpSession, nowMs)
      : state;
    if (verdict === "dead") orphaned.push(run);
    else if (verdict === "unknown") doubtful.push(run);
  }
  return { orphaned, doubtful };
}

/** Whether a run's process lives, by its session or, out of sight, its heartbeat. */
export async function runState(
  { tags }: RunRecord,
  lookUpSession: LookUpSession,
  nowMs: number,
) {
  const session = tags[sessionTag];
  const state = session === undefined ? "unknown" : await lookUpSession(session);
  const heartbeat = tags[heartbeatTag];
  if (state !== "unknown" || heartbeat === undefined) return state;
  return nowMs - Date.parse(heartbeat) > 8 * heartbeatMs ? "dead" : "alive";
}

/** Ends as KILLED the runs of an experiment whose process is dead. */
export async function endOrphans(
  tracker: Tracker,
  experiment: Experiment,
  lookUpSession: LookUpSession,
  nowMs: number,
): Promise<void> {
  const { orphaned } = await findOpenRuns(tracker, experiment, lookUpSession, nowMs);
  await endRuns(tracker, orphaned);
}

/** Ends runs as KILLED. */
export async function endRuns(tracker: Tracker, runs: readonly RunRecord[]): Promise<void> {
  await Promise.all(runs.map(async ({ id }) => (await tracker.continueRun(id)).end("KILLED")));
}
