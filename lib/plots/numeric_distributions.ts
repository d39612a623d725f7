/** Distributions of numbers by outcome: a panel a column, both outcomes over each other. */
import { rocAuc } from "@/evaluate/metrics/roc_auc.ts";
import type { Figure } from "@/plots/figure.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { pairedHistograms } from "@/plots/paired_histograms.ts";
import { outOf } from "@/plots/wording.ts";

/** What {@linkcode numericDistributionsFigure} draws. */
export interface NumericDistributionsInput {
  readonly columns: readonly {
    /** Words for a person, with the unit. */
    readonly title: string;
    /** n values, NaN where missing. */
    readonly values: Float64Array;
  }[];
  /** n labels, 1 for disease. */
  readonly labels: Uint8Array;
  /** Which patients, such as `920 patients`. */
  readonly measuredOn: string;
}

/** Draws bars for one outcome and steps for the other, as shares of its patients so that they compare. */
export function numericDistributionsFigure(input: NumericDistributionsInput): Figure {
  const { columns, labels, measuredOn } = input;
  const panels = columns.map(({ title, values }) => ({
    title,
    samples: [valuesOf(values, labels, 0), valuesOf(values, labels, 1)] as const,
  }));
  return {
    name: "numeric_distributions",
    title: titleOf(columns, labels),
    subtitle: `Share of the patients with each outcome, by value; ${measuredOn}, missing values ` +
      "left out.",
    ...pairedHistograms(panels, outcomeNames),
    table: {
      columns: ["Column", ...outcomeNames.map((name) => `Median, ${name.toLowerCase()}`)],
      rows: panels.map(({ title, samples }) => [title, ...samples.map(median)]),
    },
  };
}

function valuesOf(values: Float64Array, labels: Uint8Array, label: number): Float64Array {
  return values.filter((value, row) => labels[row] === label && !Number.isNaN(value));
}

function median(values: Float64Array): string {
  if (values.length === 0) return "–";
  const sorted = values.toSorted();
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return String(Number(middle.toFixed(1)));
}

function titleOf(columns: NumericDistributionsInput["columns"], labels: Uint8Array): string {
  const ranked = columns.map(({ title, values }) => {
    const present = (_: number, row: number) => !Number.isNaN(values[row]);
    const auc = rocAucOrHalf(labels.filter(present), values.filter(present));
    return { title, separation: Math.max(auc, 1 - auc), rises: auc >= 0.5 };
  }).toSorted((a, b) => b.separation - a.separation);
  if (ranked.length === 0) return "There are no numbers to compare";
  const [{ title, separation, rises }] = ranked;
  return `“${title}” alone ranks ${outOf(separation, "patient pairs")} correctly, the most of ` +
    `these; disease goes with ${rises ? "higher" : "lower"} values`;
}

function rocAucOrHalf(labels: Uint8Array, values: Float64Array): number {
  return new Set(labels).size < 2 ? 0.5 : rocAuc(labels, values);
}
