/** Monitors a model in service: one check a run, each row of the log in one check. */
import type { Schema } from "@/schema/column.ts";
import { type Check, composeCheck } from "@/workflows/monitor/check.ts";
import { type CollectedWindow, collectWindow, isEmpty } from "@/workflows/monitor/collect.ts";
import { confirmTurn, refuseOverlap } from "@/workflows/monitor/exclusion.ts";
import { checkFindings } from "@/workflows/monitor/findings.ts";
import {
  type CheckSeries,
  lastWatermark,
  type PastCheck,
  pastChecks,
  seriesTags,
  type TrendPoint,
  trendPoint,
} from "@/workflows/monitor/history.ts";
import { logCheck, verdictWords } from "@/workflows/monitor/log_check.ts";
import { checkMetrics } from "@/workflows/monitor/metrics.ts";
import type { MonitorPorts } from "@/workflows/monitor/ports.ts";
import { settle, tagVersions, type VersionVerdicts } from "@/workflows/monitor/settle.ts";
import { checkTags, monitoringExperiment } from "@/workflows/monitor/tags.ts";
import { checkVersion } from "@/workflows/monitor/version_check.ts";
import { formatWatermark } from "@/workflows/monitor/watermark.ts";
import { describeWindow, type WindowChoice } from "@/workflows/monitor/window_choice.ts";
import { count } from "@/plots/wording.ts";
import { endOrphans, heartbeatTag } from "@/workflows/orphans.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";
import { withProgress } from "@/workflows/progress.ts";
import type { Experiment, TrackedRun } from "@/workflows/tracker.ts";
import { withRun } from "@/workflows/with_run.ts";

/** A trend shows so many checks. */
const trendLength = 60;

/** What to check. */
export interface MonitorRequest {
  readonly schema: Schema;
  readonly series: CheckSeries;
  readonly window: WindowChoice;
  /** Whether a check that finds nothing new is a run as well. */
  readonly logsEmpty: boolean;
  /** Which program makes the run. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A check that was logged. */
export interface LoggedCheck {
  readonly check: Check;
  readonly findings: readonly ReportFinding[];
  /** The report's HTML. */
  readonly report: string;
  readonly runId: string;
  readonly runUrl: string;
}

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
  await endOrphans(tracker, experiment, lookUpSession, now());
  const isCheck = window.kind === "new";
  if (isCheck) {
    await refuseOverlap(experiment, series, ports);
    await settle(experiment, series, ports);
  }
  const past = await pastChecks(tracker, experiment, series, trendLength);
  const collected = await collect(request, past, ports);
  const outcome = { experiment, collected, number: (past.at(-1)?.number ?? 0) + 1 };
  if (isEmpty(collected) && !logsEmpty) return { ...outcome, logged: undefined };
  const logged = await conduct(request, { ...outcome, past }, ports);
  return { ...outcome, logged };
}

/** What a check stands on. */
interface CheckGround {
  readonly experiment: Experiment;
  readonly past: readonly PastCheck[];
  readonly number: number;
  readonly collected: CollectedWindow;
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

/** Judges what was read and logs it in a run, which always ends as what it was. */
async function conduct(
  request: MonitorRequest,
  { experiment, past, number, collected }: CheckGround,
  ports: MonitorPorts,
): Promise<LoggedCheck> {
  const { schema, series, window } = request;
  const { tracker, registry, now, progress, signal } = ports;
  const isCheck = window.kind === "new";
  const startTimeMs = now();
  const start = {
    experiment,
    name: isCheck ? `check ${number}` : `look at ${describeWindow(window)}`,
    tags: {
      ...request.tags,
      ...seriesTags(series),
      [checkTags.kind]: isCheck ? "check" : "look",
      [checkTags.window]: describeWindow(window),
      [heartbeatTag]: new Date(startTimeMs).toISOString(),
      ...isCheck && {
        [checkTags.number]: String(number),
        [checkTags.watermark]: formatWatermark(collected.watermark),
      },
    },
  };
  const logged = await withProgress(
    progress.start("Judge, draw and log the check"),
    (task) =>
      withRun(tracker, start, signal, async (run) => {
        if (isCheck) await confirmTurn(run, number, experiment, series, ports);
        const versions = await Promise.all(
          collected.versions.map((version) => checkVersion(version, ports)),
        );
        const at = new Date(startTimeMs).toISOString();
        const check = composeCheck({
          schema,
          model: series.model,
          choice: window,
          at,
          collected,
          versions,
        });
        const logged = await logInto(run, check, request, past, ports);
        if (isCheck) await confirmTurn(run, number, experiment, series, ports);
        task.done(verdictWords[check.verdict]);
        return logged;
      }),
  );
  if (isCheck) await settle(experiment, series, ports);
  else {
    const run = { id: logged.runId, startTimeMs };
    await tagVersions(registry, series.model, run, verdictsOf(logged.check));
  }
  return logged;
}

async function logInto(
  run: TrackedRun,
  check: Check,
  { schema }: MonitorRequest,
  past: readonly PastCheck[],
  { renderer }: MonitorPorts,
): Promise<LoggedCheck> {
  const findings = checkFindings(check, schema);
  const trend: TrendPoint[] = [
    ...past.map(({ run }) =>
      trendPoint(schema, new Date(run.startTimeMs).toISOString(), run.metrics)
    ),
    trendPoint(schema, check.at, checkMetrics(check)),
  ];
  await run.setTags({ [checkTags.versions]: JSON.stringify(verdictsOf(check)) });
  const report = await logCheck(run, check, { schema, findings, trend, renderer });
  return { check, findings, report, runId: run.id, runUrl: run.url };
}

function verdictsOf({ versions }: Check): VersionVerdicts {
  return Object.fromEntries(
    versions.flatMap(({ window, drift }) => drift ? [[window.model.version, drift.verdict]] : []),
  );
}
