/** Monitors a model in service: one check a run, each row of the log in one check. */
import { type CollectedWindow, collectWindow, isEmpty } from "@/workflows/monitor/collect.ts";
import {
  conductCheck,
  type LoggedCheck,
  type MonitorRequest,
} from "@/workflows/monitor/conduct_check.ts";
import { refuseOverlap } from "@/workflows/monitor/exclusion.ts";
import { lastWatermark, type PastCheck, pastChecks } from "@/workflows/monitor/history.ts";
import type { MonitorPorts } from "@/workflows/monitor/ports.ts";
import { settle } from "@/workflows/monitor/settle.ts";
import { monitoringExperiment } from "@/workflows/monitor/tags.ts";
import { count } from "@/plots/wording.ts";
import { endOrphans } from "@/workflows/orphans.ts";
import { withProgress } from "@/workflows/progress.ts";
import type { Experiment } from "@/workflows/tracker.ts";

/** A trend shows so many checks. */
const trendLength = 60;

/** How monitoring ended. */
export interface MonitorOutcome {
  readonly experiment: Experiment;
  /** What was read. */
  readonly collected: CollectedWindow;
  /** The check's place in its series, from 1, or the place that is free. */
  readonly number: number;
  /** Undefined when nothing new came and no run was asked for. */
  readonly logged: LoggedCheck | undefined;
}

/**
 * Checks what came since the last check, or looks at a window of its own.
 *
 * A check counts once its run has finished, and its watermark with it: one that dies midway leaves
 * its rows to the next, and what it left undone afterwards the next one does as well.
 *
 * @throws {UserError} when the log or MLflow fails, another check is at work, or the work was
 * interrupted
 */
export async function monitor(
  request: MonitorRequest,
  ports: MonitorPorts,
): Promise<MonitorOutcome> {
  const { series, window, logsEmpty } = request;
  const { tracker, lookUpSession, now } = ports;
  const experiment = await tracker.experiment(monitoringExperiment);
  const isCheck = window.kind === "new";
  const [past] = await Promise.all([
    pastChecks(tracker, experiment, series, trendLength),
    isCheck ? refuseOverlap(experiment, series, ports) : undefined,
    endOrphans(tracker, experiment, lookUpSession, now()),
  ]);
  const [collected] = await Promise.all([
    collect(request, past, ports),
    isCheck ? settle(past, experiment, series, ports) : undefined,
  ]);
  const outcome = { experiment, collected, number: (past.at(-1)?.number ?? 0) + 1 };
  if (isEmpty(collected) && !logsEmpty) return { ...outcome, logged: undefined };
  const logged = await conductCheck(request, { ...outcome, past }, ports);
  return { ...outcome, logged };
}

async function collect(
  { schema, series, window }: MonitorRequest,
  past: readonly PastCheck[],
  { log, random, signal, progress }: MonitorPorts,
): Promise<CollectedWindow> {
  return await withProgress(progress.start("Read the log"), async (task) => {
    const collected = await collectWindow(log, {
      schema,
      model: series.model,
      window,
      from: lastWatermark(past),
      random,
      signal,
      onRead: (rowCount) => task.update(rowCount, count(rowCount, "row")),
    });
    const answers = collected.versions.map(({ summary }) => summary.predictionCount);
    task.done(count(answers.reduce((sum, each) => sum + each, 0), "answer"));
    return collected;
  });
}
