/** Shows what a check found: findings and a table for people, a record for programs. */
import { type Style, style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import { wrapWords } from "@/adapters/terminal/wrap_words.ts";
import type { ColumnDrift } from "@/drift/assess_drift.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import { valueText } from "@/plots/value_text.ts";
import { count, percent } from "@/plots/wording.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { JsonObject } from "@/json.ts";
import type { Verdict } from "@/drift/verdict.ts";
import type { Check } from "@/workflows/monitor/check.ts";
import { verdictWords } from "@/workflows/monitor/log_check.ts";
import type { LoggedCheck } from "@/workflows/monitor/conduct_check.ts";
import type { MonitorOutcome } from "@/workflows/monitor/monitor.ts";
import { probabilityTitle } from "@/workflows/monitor/probability_title.ts";
import { checkRecord } from "@/workflows/monitor/record.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";

const marks = {
  good: ["green", "✓"],
  neutral: ["dim", "·"],
  watch: ["yellow", "!"],
  alarm: ["red", "✗"],
} as const satisfies Record<ReportFinding["tone"], readonly [Style, string]>;

/** How verdicts look. */
export const verdictStyles = {
  ok: "green",
  "not enough data": "dim",
  watch: "yellow",
  alarm: "red",
  unknown: "dim",
} as const satisfies Record<Check["verdict"], Style>;

const lineLength = 96;

/** Prints the findings, each version's columns, and where to see everything. */
export function printMonitoring(outcome: MonitorOutcome, model: string): void {
  const { logged, number } = outcome;
  if (logged === undefined) return printNothingNew(outcome, model);
  const { check, findings, runUrl } = logged;
  console.log(`\n${heading(check)}`);
  for (const version of check.versions) printVersion(version, check.versions.length > 1);
  console.log("");
  for (const finding of findings) printFinding(finding);
  const name = check.choice.kind === "new" ? `Check ${number}` : "Look";
  console.log(`\n${name}  ${style("cyan", runUrl)}`);
}

function printNothingNew({ number, collected, experiment }: MonitorOutcome, model: string) {
  const since = number > 1 ? " since the last check" : "";
  console.log(`Nothing new: ${model} has answered nothing${since}.`);
  if (collected.otherCount > 0) {
    console.log(
      `The log holds ${count(collected.otherCount, "answer")} of other models; --model names one.`,
    );
  }
  if (number > 1) console.log(`\nChecks  ${style("cyan", experiment.url)}`);
}

function heading({ model, verdict, summary, collected, isSynthetic }: Check): string {
  const span = collected.firstAt === ""
    ? ""
    : `, ${minute(collected.firstAt)} to ${minute(collected.lastAt)} UTC`;
  const synthetic = isSynthetic ? ` ${style("yellow", "SYNTHETIC patients")}` : "";
  const words = style(verdictStyles[verdict], verdictWords[verdict]);
  return `${style("bold", model)}: ${words} (${verdict}); ` +
    `${count(summary.predictionCount, "answer")}${synthetic}${span}`;
}

function minute(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}

function printVersion({ window, drift }: VersionCheck, isOneOfMany: boolean): void {
  const { model: { version }, summary } = window;
  if (isOneOfMany) {
    const answers = count(summary.predictionCount, "answer");
    console.log(`\n${style("bold", `Version ${version}`)}, ${answers}`);
  }
  if (drift === undefined) return;
  const rows = [
    ...drift.columns.map((column) => ({
      title: featureTitle(heartSchema, column.column),
      ...column,
    })),
    { title: probabilityTitle, ...drift.probability },
  ];
  console.log(table(
    [
      { title: "" },
      { title: "at training", align: "right" },
      { title: "now", align: "right" },
      { title: "evidence", align: "right" },
      { title: "p", align: "right" },
      { title: "verdict" },
    ],
    rows.map(({ title, ...column }) => [
      title,
      ...levels(column),
      Number.isFinite(column.evidence) ? column.evidence.toFixed(2) : "–",
      column.pValue < 0.001 ? "< 0.001" : column.pValue.toFixed(3),
      verdictText(column.verdict),
    ]),
  ));
}

/** Means of numbers; of categories, how many are there at all. */
function levels({ measures, reference, current }: ColumnDrift): [string, string] {
  if (measures.kind === "numeric") {
    const { referenceMean, currentMean } = measures;
    return [meanText(referenceMean), meanText(currentMean)];
  }
  const known = ({ present, missing }: ColumnDrift["reference"]) =>
    `${percent(present / Math.max(1, present + missing))} known`;
  return [known(reference), known(current)];
}

function meanText(value: number): string {
  return Number.isNaN(value) ? "–" : valueText(value);
}

/** Keeps the table within 96 columns. */
function verdictText(verdict: Verdict): string {
  const words = verdict === "not enough data" ? "not enough" : verdict;
  return style(verdictStyles[verdict], words);
}

function printFinding({ tone, what, certainty, advice }: ReportFinding): void {
  const [look, sign] = marks[tone];
  const [first, ...rest] = wrapWords(what, lineLength);
  console.log(`${style(look, sign)} ${style("bold", first)}`);
  for (const line of rest) console.log(`  ${style("bold", line)}`);
  for (const line of wrapWords(certainty, lineLength)) console.log(`  ${style("dim", line)}`);
  for (const line of wrapWords(`→ ${advice}`, lineLength)) {
    console.log(`  ${style("cyan", line)}`);
  }
}

/** What came of it, for programs; `check` is null when nothing new came. */
export function monitorRecord({ experiment, logged, number }: MonitorOutcome): JsonObject {
  return {
    experiment: experiment.name,
    experiment_url: experiment.url,
    check_number: number,
    run_id: logged?.runId ?? null,
    run_url: logged?.runUrl ?? null,
    check: logged ? recordOf(logged) : null,
  };
}

function recordOf({ check, findings }: LoggedCheck): JsonObject {
  return checkRecord(check, findings);
}
