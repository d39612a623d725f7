/** Sees to it that no two checks of a series count the same rows. */
import { exitCode, UserError } from "@/errors.ts";
import type { CheckSeries } from "@/workflows/monitor/history.ts";
import { pastChecks, seriesTags } from "@/workflows/monitor/history.ts";
import type { MonitorPorts } from "@/workflows/monitor/ports.ts";
import { checkTags } from "@/workflows/monitor/tags.ts";
import { runState } from "@/workflows/orphans.ts";
import type { Experiment, TrackedRun } from "@/workflows/tracker.ts";

/** The newest check is among so many, also when machines' clocks are not quite the same. */
const newestCount = 5;

/**
 * Refuses to go on while another check of the series is at work, here or on another machine.
 *
 * @param ownRunId the run of the check that asks
 * @throws {UserError} when there is one
 */
export async function refuseOverlap(
  experiment: Experiment,
  series: CheckSeries,
  { tracker, lookUpSession, now }: MonitorPorts,
  ownRunId?: string,
): Promise<void> {
  const tags = { ...seriesTags(series), [checkTags.kind]: "check" };
  for (const run of await tracker.searchRuns(experiment, { tags, status: "RUNNING" })) {
    if (run.id === ownRunId || await runState(run, lookUpSession, now()) === "dead") continue;
    throw new UserError(
      `Another check of ${series.model} in ${series.log} has been at work since ` +
        `${new Date(run.startTimeMs).toISOString()} (run ${run.id}).`,
      {
        exitCode: exitCode.unavailable,
        hint: "Wait until it ends; deno task doctor tells whether it is still alive.",
      },
    );
  }
}

/**
 * Makes sure, before a check counts, that the series is where the check found it: on another
 * machine one may have begun at the same moment, or this one may have been taken for dead.
 *
 * @throws {UserError} when it is not
 */
export async function confirmTurn(
  run: TrackedRun,
  number: number,
  experiment: Experiment,
  series: CheckSeries,
  ports: MonitorPorts,
): Promise<void> {
  const [checks, own] = await Promise.all([
    pastChecks(ports.tracker, experiment, series, newestCount),
    ports.tracker.readRun(run.id),
    refuseOverlap(experiment, series, ports, run.id),
  ]);
  if (own.status === "RUNNING" && checks.every((check) => check.number < number)) return;
  throw new UserError(`Another check of ${series.model} in ${series.log} has overtaken this one.`, {
    exitCode: exitCode.unavailable,
    hint: "What it did not count, the next check will.",
  });
}
