/** Scores by group of patients: whether a model serves everyone alike. */
import type { SliceEvaluation } from "@/evaluate/slice_evaluations.ts";
import { dotRows, referenceLine, referenceNote } from "@/plots/dot_rows.ts";
import type { Figure } from "@/plots/figure.ts";
import { colour } from "@/plots/palette.ts";
import { count, grouped, percent, score } from "@/plots/wording.ts";

/** What {@linkcode sliceScoresFigure} draws. */
export interface SliceScoresInput {
  readonly model: string;
  /** Groups of one column stand together. */
  readonly slices: readonly SliceEvaluation[];
  /** AUC over all patients. */
  readonly overallAuc: number;
  /** How it was measured, such as `920 patients by 5-fold cross-validation`. */
  readonly measuredOn: string;
}

const rowPx = 34;

/** Draws each group's AUC with its 95% interval beside the AUC over all. */
export function sliceScoresFigure(input: SliceScoresInput): Figure {
  const { model, slices, overallAuc, measuredOn } = input;
  const { data, yaxis, marginLeftPx } = dotRows(
    slices.map(({ title, label, rowCount }) =>
      `${title}: ${label}<br>${count(rowCount, "patient")}`
    ),
    [{
      name: "ROC AUC",
      colour: colour.blue,
      dots: slices.map(({ title, label, metrics, aucInterval: { lower, upper } }) => ({
        value: metrics.rocAuc,
        lower,
        upper,
        hover: `${title} ${label}: ${score(metrics.rocAuc)} (${score(lower)} to ${score(upper)})`,
      })),
    }],
  );
  return {
    name: "slice_scores",
    title: titleOf(model, slices, overallAuc),
    subtitle: `ROC AUC with 95% intervals by group. Measured on ${measuredOn}.`,
    data,
    layout: {
      height: 90 + rowPx * Math.max(2, slices.length),
      margin: { l: marginLeftPx, t: 18, r: 28 },
      showlegend: false,
      xaxis: { tickformat: ".2f", title: { text: "ROC AUC" } },
      yaxis,
      shapes: [referenceLine(overallAuc)],
      annotations: [referenceNote(overallAuc, `all: ${score(overallAuc)}`)],
    },
    table: {
      columns: ["Group", "Patients", "With disease", "AUC", "95% interval", "Recall"],
      rows: slices.map(({ title, label, rowCount, prevalence, metrics, aucInterval }) => [
        `${title}: ${label}`,
        grouped(rowCount),
        percent(prevalence),
        score(metrics.rocAuc),
        `${score(aucInterval.lower)} to ${score(aucInterval.upper)}`,
        Number.isNaN(metrics.recall) ? "–" : percent(metrics.recall),
      ]),
    },
  };
}

function titleOf(
  model: string,
  slices: readonly SliceEvaluation[],
  overallAuc: number,
): string {
  const ranked = slices.filter(({ metrics }) => Number.isFinite(metrics.rocAuc))
    .toSorted((a, b) => a.metrics.rocAuc - b.metrics.rocAuc);
  const [worst] = ranked;
  if (!worst) return `No group of patients has both outcomes to judge ${model} by`;
  const { title, label, metrics: { rocAuc }, aucInterval } = worst;
  const isProven = aucInterval.upper < overallAuc;
  return `${model} does worst for “${title}: ${label}” (AUC ${score(rocAuc)}), ` +
    (isProven ? "below its AUC over all" : "which may be chance");
}
