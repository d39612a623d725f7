/** Shows what a replay found: tables for people, a record for programs. */
import type { ReplayOutcome } from "@/adapters/monitoring/replay_log.ts";
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import type { Estimate, EstimatedPerformance } from "@/evaluate/estimated_performance.ts";
import { count, grouped, percent, score } from "@/plots/wording.ts";
import { type ChangeCount, changedCount } from "@/workflows/replay/change_count.ts";
import type {
  RealisedComparison,
  RealisedMetrics,
} from "@/workflows/replay/compare_performance.ts";
import type { Replay, VersionComparison } from "@/workflows/replay/replay.ts";

const metrics = { accuracy: "accuracy", f1: "F1", rocAuc: "ROC AUC" } as const;

type MetricName = keyof typeof metrics;

const metricNames = Object.keys(metrics) as MetricName[];

/** Prints what changes by version and slice, and what that does to performance. */
export function printReplay({ candidate, replay }: ReplayOutcome, output?: string): void {
  const { versions, damagedCount } = replay;
  if (versions.length === 0) console.log("There is nothing to replay: the log holds no answer.");
  for (const version of versions) printVersion(version, candidate.source);
  if (damagedCount > 0) {
    console.log(style("yellow", `\n${count(damagedCount, "row")} of the log cannot be read.`));
  }
  if (output !== undefined) console.log(`\nAnswers that change: ${style("cyan", output)}`);
}

function printVersion(comparison: VersionComparison, candidate: string): void {
  const { model, changes, slices, probability, problem } = comparison;
  const { answerCount, toDiseaseCount, toHealthyCount } = changes;
  const changed = changedCount(changes);
  console.log(
    `\n${style("bold", `${model.name}, version ${model.version}`)} → ` +
      `${style("bold", candidate)}: ${count(answerCount, "answer")}`,
  );
  const words = `${changed === 0 ? "No" : grouped(changed)} answer${changed === 1 ? "" : "s"} ` +
    `change${changed === 1 ? "s" : ""}`;
  console.log(
    changed === 0 ? `${words}.` : `${words} (${percent(changed / answerCount)}): ` +
      `${grouped(toDiseaseCount)} to disease, ${grouped(toHealthyCount)} to no disease.`,
  );
  console.log(movesText(probability));
  console.log(table(
    [
      { title: "" },
      { title: "answers", align: "right" },
      { title: "change", align: "right" },
      { title: "to disease", align: "right" },
      { title: "to no disease", align: "right" },
    ],
    slices.map(({ title, label, ...changes }) => [`${title}: ${label}`, ...changeCells(changes)]),
  ));
  console.log(table(
    [
      { title: "" },
      { title: "before", align: "right" },
      { title: "after", align: "right" },
      { title: "difference", align: "right" },
    ],
    [...estimatedRows(comparison), ...realisedRows(comparison)],
  ));
  if (problem !== undefined) console.log(style("yellow", `Not estimated before: ${problem}`));
}

function movesText({ mean, median, p95, greatest }: VersionComparison["probability"]): string {
  if (greatest === 0) return "No probability moves.";
  return `Probabilities move by ${signed(mean)} on average; up or down, half by at most ` +
    `${score(median)},\n95 of 100 by at most ${score(p95)}, and none by more than ${
      score(greatest)
    }.`;
}

function changeCells({ answerCount, toDiseaseCount, toHealthyCount }: ChangeCount): string[] {
  const changed = toDiseaseCount + toHealthyCount;
  return [
    grouped(answerCount),
    `${grouped(changed)} (${percent(changed / answerCount)})`,
    grouped(toDiseaseCount),
    grouped(toHealthyCount),
  ];
}

function estimatedRows({ estimated: { before, after } }: VersionComparison): string[][] {
  return metricNames.map((name) => [
    `Estimated ${metrics[name]}`,
    estimateText(before?.[name]),
    estimateText(after?.[name]),
    before && after ? signed(after[name].value - before[name].value) : "–",
  ]);
}

function estimateText(estimate: Estimate | undefined): string {
  if (estimate === undefined) return "unknown";
  const { value, lower, upper } = estimate;
  return `${score(value)} [${score(lower)}, ${score(upper)}]`;
}

function realisedRows({ realised }: VersionComparison): string[][] {
  if (realised === undefined) return [["No truth is known", "–", "–", "–"]];
  const { labelCount, before, after, mendedCount, spoiledCount, aucDifference } = realised;
  const { lower, upper } = aucDifference;
  return [
    ...metricNames.map((name) => [
      `Realised ${metrics[name]}`,
      score(before[name]),
      score(after[name]),
      signed(after[name] - before[name]) +
      (name === "rocAuc" ? ` [${signed(lower)}, ${signed(upper)}]` : ""),
    ]),
    [
      `Of ${count(labelCount, "truth")}`,
      "",
      "",
      `${grouped(mendedCount)} put right, ${grouped(spoiledCount)} now wrong`,
    ],
  ];
}

/** With three decimals and its sign. */
function signed(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(3);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

/** The same for programs; what is unknown is null. */
export function replayRecord({ candidate, replay }: ReplayOutcome) {
  const { versions, damagedCount, firstAt, lastAt } = replay;
  return {
    model: candidate.source,
    model_digest: candidate.digest,
    answers: total(replay, ({ answerCount }) => answerCount),
    changed: total(replay, changedCount),
    to_disease: total(replay, ({ toDiseaseCount }) => toDiseaseCount),
    to_no_disease: total(replay, ({ toHealthyCount }) => toHealthyCount),
    damaged_rows: damagedCount,
    first_at: firstAt || null,
    last_at: lastAt || null,
    versions: versions.map(versionRecord),
  };
}

function total({ versions }: Replay, of: (changes: ChangeCount) => number): number {
  return versions.reduce((sum, { changes }) => sum + of(changes), 0);
}

function versionRecord(comparison: VersionComparison) {
  const { model, changes, slices, probability, estimated, problem, realised } = comparison;
  return {
    model_name: model.name,
    model_version: model.version,
    run_id: model.runId,
    ...changeRecord(changes),
    slices: slices.map(({ column, label, ...changes }) => ({
      column,
      label,
      ...changeRecord(changes),
    })),
    probability_change: probability,
    estimated: {
      before: estimateRecord(estimated.before),
      after: estimateRecord(estimated.after),
      difference: estimated.before && estimated.after
        ? differences(valuesOf(estimated.before), valuesOf(estimated.after))
        : null,
    },
    problem: problem ?? null,
    realised: realised ? realisedRecord(realised) : null,
  };
}

function changeRecord(changes: ChangeCount) {
  return {
    answers: changes.answerCount,
    changed: changedCount(changes),
    to_disease: changes.toDiseaseCount,
    to_no_disease: changes.toHealthyCount,
  };
}

function estimateRecord(estimated: EstimatedPerformance | undefined) {
  if (estimated === undefined) return null;
  const { rowCount: answers, accuracy, f1, rocAuc: roc_auc } = estimated;
  return { answers, accuracy, f1, roc_auc };
}

function valuesOf({ accuracy, f1, rocAuc }: EstimatedPerformance): RealisedMetrics {
  return { accuracy: accuracy.value, f1: f1.value, rocAuc: rocAuc.value };
}

function realisedRecord(realised: RealisedComparison) {
  const { before, after, aucDifference: { lower, upper } } = realised;
  return {
    labels: realised.labelCount,
    before: metricsRecord(before),
    after: metricsRecord(after),
    difference: differences(before, after),
    roc_auc_difference_interval: { lower, upper },
    put_right: realised.mendedCount,
    now_wrong: realised.spoiledCount,
  };
}

function metricsRecord({ accuracy, f1, rocAuc: roc_auc }: RealisedMetrics) {
  return { accuracy, f1, roc_auc };
}

function differences(before: RealisedMetrics, after: RealisedMetrics) {
  return metricsRecord({
    accuracy: after.accuracy - before.accuracy,
    f1: after.f1 - before.f1,
    rocAuc: after.rocAuc - before.rocAuc,
  });
}
