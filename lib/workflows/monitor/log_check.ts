/** Writes a check into its run: metrics, report, pictures, summary. */
import type { Schema } from "@/schema/column.ts";
import { count } from "@/plots/wording.ts";
import type { Check } from "@/workflows/monitor/check.ts";
import { checkFigures } from "@/workflows/monitor/figures.ts";
import type { TrendPoint } from "@/workflows/monitor/history.ts";
import { checkMetrics } from "@/workflows/monitor/metrics.ts";
import type { MonitorRenderer } from "@/workflows/monitor/ports.ts";
import { checkRecord } from "@/workflows/monitor/record.ts";
import { checkTags } from "@/workflows/monitor/tags.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";
import type { TrackedRun } from "@/workflows/tracker.ts";

/** What is written beside the check's own figures. */
export interface LogCheckContext {
  readonly schema: Schema;
  readonly findings: readonly ReportFinding[];
  /** The past checks, and last this one. */
  readonly trend: readonly TrendPoint[];
  readonly renderer: MonitorRenderer;
}

/** Logs everything about a check; gives the report's HTML when the tracker has it all. */
export async function logCheck(
  run: TrackedRun,
  check: Check,
  { schema, findings, trend, renderer }: LogCheckContext,
): Promise<string> {
  const figures = checkFigures(check, trend, schema);
  const page = { title: reportTitle(check), description: reportLead(check), findings };
  const [report] = await Promise.all([
    renderer.html(figures, page),
    run.logMetrics(Object.entries(checkMetrics(check)).map(([name, value]) => ({ name, value }))),
    run.setTags({
      [checkTags.verdict]: check.verdict,
      ...check.versions.length > 0 && { [checkTags.dataSource]: sourcesOf(check) },
    }),
    run.logArtifact("summary.json", `${JSON.stringify(checkRecord(check, findings), null, 1)}\n`),
    ...figures.map(async (figure) =>
      run.logArtifact(`plots/${figure.name}.png`, await renderer.png(figure))
    ),
  ]);
  await run.logArtifact("report.html", report);
  return report;
}

/** The verdict in a few words. */
export const verdictWords = {
  ok: "nothing drifted",
  "not enough data": "not enough data",
  watch: "something to watch",
  alarm: "drift",
  unknown: "nothing to judge",
} as const satisfies Record<Check["verdict"], string>;

function reportTitle({ model, verdict }: Check): string {
  return `${model}: ${verdictWords[verdict]}`;
}

function reportLead(check: Check): string {
  const { summary, collected: { firstAt, lastAt }, at, isSynthetic } = check;
  const span = firstAt === "" ? "" : ` from ${minute(firstAt)} to ${minute(lastAt)} UTC`;
  const patients = isSynthetic ? " Synthetic patients: they do not exist." : "";
  return `${count(summary.predictionCount, "answer")}${span}, checked ${
    minute(at)
  } UTC.${patients}`;
}

function minute(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}

function sourcesOf({ versions }: Check): string {
  return [...new Set(versions.map(({ window }) => window.model.dataSource))].sort().join(", ");
}
