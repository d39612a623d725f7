/** Judges what was read and logs it, in a run that counts once it has finished. */
import type { Schema } from "@/schema/column.ts";
import { type Check, composeCheck } from "@/workflows/monitor/check.ts";
import type { CollectedWindow } from "@/workflows/monitor/collect.ts";
import { confirmTurn } from "@/workflows/monitor/exclusion.ts";
import { checkFindings } from "@/workflows/monitor/findings.ts";
import {
  type CheckSeries,
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
import { checkTags } from "@/workflows/monitor/tags.ts";
import { checkVersion } from "@/workflows/monitor/version_check.ts";
import { formatWatermark } from "@/workflows/monitor/watermark.ts";
import { describeWindow, type WindowChoice } from "@/workflows/monitor/window_choice.ts";
import { heartbeatTag } from "@/workflows/orphans.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";
import { withProgress } from "@/workflows/progress.ts";
import type { Experiment, RunStart, TrackedRun } from "@/workflows/tracker.ts";
import { withRun } from "@/workflows/with_run.ts";

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

/** What a check stands on. */
export interface CheckGround {
  readonly experiment: Experiment;
  readonly past: readonly PastCheck[];
  readonly number: number;
  readonly collected: CollectedWindow;
}

/** No more checks can have died right after their ends, one after the other. */
const unsettledCount = 20;

/**
 * Makes a check of what was read.
 *
 * @throws {UserError} when MLflow fails, another check has overtaken this one, or the work was
 * interrupted; then nothing counts
 */
export async function conductCheck(
  request: MonitorRequest,
  ground: CheckGround,
  ports: MonitorPorts,
): Promise<LoggedCheck> {
  const { schema, series, window } = request;
  const { experiment, past, number, collected } = ground;
  const { tracker, registry, now, progress, signal } = ports;
  const isCheck = window.kind === "new";
  const startTimeMs = now();
  const start = startOf(request, ground, startTimeMs);
  const shown = progress.start("Judge, draw and log the check");
  const logged = await withProgress(
    shown,
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
  if (isCheck) {
    const checks = await pastChecks(tracker, experiment, series, unsettledCount);
    await settle(checks, experiment, series, ports);
  } else {
    const run = { id: logged.runId, startTimeMs };
    await tagVersions(registry, series.model, run, verdictsOf(logged.check));
  }
  return logged;
}

function startOf(
  { series, window, tags }: MonitorRequest,
  { experiment, number, collected }: CheckGround,
  startTimeMs: number,
): RunStart {
  const shared = {
    ...tags,
    ...seriesTags(series),
    [checkTags.window]: describeWindow(window),
    [heartbeatTag]: new Date(startTimeMs).toISOString(),
  };
  if (window.kind !== "new") {
    const name = `look at ${describeWindow(window)}`;
    return { experiment, name, tags: { ...shared, [checkTags.kind]: "look" } };
  }
  return {
    experiment,
    name: `check ${number}`,
    tags: {
      ...shared,
      [checkTags.kind]: "check",
      [checkTags.number]: String(number),
      [checkTags.watermark]: formatWatermark(collected.watermark),
    },
  };
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
