/** Drift in sentences. */
import type { ColumnDrift, DriftAssessment } from "@/drift/assess_drift.ts";
import { isRaised, type Verdict } from "@/drift/verdict.ts";
import { featureTitle } from "@/plots/feature_title.ts";
import { valueText } from "@/plots/value_text.ts";
import { grouped, percent } from "@/plots/wording.ts";
import type { Schema } from "@/schema/column.ts";
import type { TrainedVersion } from "@/workflows/monitor/ports.ts";
import { answersOf, categoryCounts } from "@/workflows/monitor/samples.ts";
import type { VersionWindow } from "@/workflows/monitor/version_window.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";

const tones = {
  alarm: "alarm",
  watch: "watch",
  ok: "good",
  "not enough data": "neutral",
} as const satisfies Record<Verdict, ReportFinding["tone"]>;

/** What drifted, the surest and most important first; or that nothing did, as far as one can tell. */
export function driftFindings(
  drift: DriftAssessment,
  trained: TrainedVersion,
  window: VersionWindow,
  schema: Schema,
): ReportFinding[] {
  const raised = drift.columns.filter(({ verdict }) => isRaised(verdict))
    .toSorted((a, b) => b.importance * b.evidence - a.importance * a.evidence);
  const ofColumns = raised.map((column): ReportFinding => ({
    tone: tones[column.verdict],
    what: `${movedWords(column, trained, window, schema)} (${column.verdict})`,
    certainty: `${certainty(column)} ${importanceWords(column)}`,
    advice: adviceOn(column),
  }));
  const { probability } = drift;
  const ofProbability: ReportFinding[] = isRaised(probability.verdict)
    ? [{
      tone: tones[probability.verdict],
      what: `The model's probabilities moved ${meanWords(probability)} (${probability.verdict})`,
      certainty: certainty(probability),
      advice: raised.length > 0
        ? "The drifted columns explain it, most likely: begin with those."
        : "No single column explains it. Look whether other patients come, and collect labels.",
    }]
    : [];
  return [...ofColumns, ...ofProbability, ...calmFindings(drift, raised.length, window)];
}

function calmFindings(
  { verdict, columns, probability }: DriftAssessment,
  raisedCount: number,
  window: VersionWindow,
): ReportFinding[] {
  if (raisedCount > 0 || isRaised(probability.verdict)) return [];
  const shifts = columns.map(({ detectableShift }) => detectableShift).filter(Number.isFinite);
  const typical = shifts.toSorted((a, b) => a - b)[Math.floor(shifts.length / 2)];
  const power = typical === undefined
    ? "No shift, however great, could be shown by so few."
    : `A typical column's shift by ${typical.toFixed(2)} standard deviations would have been ` +
      "found four times in five.";
  return verdict === "ok"
    ? [{
      tone: "good",
      what: `Nothing has drifted as far as ${answersOf(window)} can tell`,
      certainty: power,
      advice: "Nothing is to be done.",
    }]
    : [{
      tone: "neutral",
      what: `${answersOf(window)} ${
        window.sample.length === 1 ? "is" : "are"
      } too few to tell drift`,
      certainty: power,
      advice: "Check less often, or look at a longer window: deno task monitor --window 7d",
    }];
}

function movedWords(
  drift: ColumnDrift & { readonly column: string },
  trained: TrainedVersion,
  window: VersionWindow,
  schema: Schema,
): string {
  const title = `“${featureTitle(schema, drift.column)}”`;
  if (isAboutMissing(drift)) {
    const share = ({ present, missing }: ColumnDrift["current"]) =>
      percent(missing / (present + missing));
    return `${title} is missing in ${share(drift.current)} of requests, where it was ` +
      `${share(drift.reference)} at training`;
  }
  if (drift.measures.kind === "numeric") return `${title} moved ${meanWords(drift)}`;
  const [most] = categoryCounts(schema, trained.reference, window, drift.column)
    .map(({ label, reference, current }) => ({
      label,
      was: reference.hits / reference.total,
      is: current.hits / current.total,
    }))
    .toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was));
  return `${title} moved: “${most.label}” from ${percent(most.was)} to ${percent(most.is)}`;
}

function meanWords({ measures }: ColumnDrift): string {
  if (measures.kind !== "numeric") return "";
  const { referenceMean, currentMean } = measures;
  return `from ${valueText(referenceMean)} to ${valueText(currentMean)} on average`;
}

/** Whether cells that are missing tell more than the values of the others. */
function isAboutMissing({ tests }: ColumnDrift): boolean {
  const least = Math.min(...tests.map(({ pValue }) => pValue));
  const striking = tests.filter(({ pValue }) => pValue === least)
    .toSorted((a, b) => b.statistic / b.threshold - a.statistic / a.threshold);
  return striking[0].name === "missing";
}

function certainty({ pValue, evidence }: ColumnDrift): string {
  const windows = grouped(Math.round(1 / pValue));
  return `Without drift, at most one window in ${windows} shows as much in any column; the ` +
    `evidence is ${evidence.toFixed(1)} times what is watched.`;
}

function importanceWords({ importance }: ColumnDrift): string {
  if (importance === 1) return "The model needs no column more.";
  if (importance < 0.1) return "The model hardly uses this column.";
  return `The model needs it ${percent(importance)} as much as its foremost column.`;
}

function adviceOn(drift: ColumnDrift): string {
  if (isAboutMissing(drift)) {
    return "Look whether a form, device or interface has stopped sending it.";
  }
  return drift.measures.kind === "numeric"
    ? "Look at units and source first; if the patients have changed, collect labels and retrain."
    : "Look at the coding first; if the patients have changed, collect labels and retrain.";
}
