/** Numbers that a model was fitted on against those that arrive now: a panel a column. */
import { isRaised, type Verdict } from "@/drift/verdict.ts";
import { meanAndDeviation } from "@/evaluate/mean_and_deviation.ts";
import type { Figure } from "@/plots/figure.ts";
import { pairedHistograms } from "@/plots/paired_histograms.ts";
import { valueText } from "@/plots/value_text.ts";
import { listed } from "@/plots/wording.ts";

/** What {@linkcode driftNumbersFigure} draws. */
export interface DriftNumbersInput {
  readonly columns: readonly DriftNumbers[];
  /** What is compared, such as `200 requests since 3 May against 736 training patients`. */
  readonly measuredOn: string;
}

/** One column, or the predicted probability. */
export interface DriftNumbers {
  /** Words for a person, with the unit. */
  readonly title: string;
  readonly verdict: Verdict;
  /** Values of the reference, none of them NaN. */
  readonly reference: Float64Array;
  /** Values of the window, none of them NaN. */
  readonly current: Float64Array;
}

/** Draws bars for the reference and steps for the present, as shares so that they compare. */
export function driftNumbersFigure({ columns, measuredOn }: DriftNumbersInput): Figure {
  const panels = columns.map(({ title, verdict, reference, current }) => ({
    title,
    label: labelOf(title, verdict),
    samples: [reference, current] as const,
  }));
  return {
    name: "drift_numbers",
    title: titleOf(columns),
    subtitle: `Share of the patients by value; ${measuredOn}, missing values left out.`,
    ...pairedHistograms(panels, ["Reference", "Now"]),
    table: {
      columns: ["Column", "Verdict", "Mean, reference", "Mean, now"],
      rows: columns.map(({ title, verdict, reference, current }) => [
        title,
        verdict,
        meanText(reference),
        meanText(current),
      ]),
    },
  };
}

/** The name, and the verdict below it unless it is "ok"; in bold when that asks for a look. */
function labelOf(title: string, verdict: Verdict): string {
  if (verdict === "ok") return title;
  return isRaised(verdict) ? `<b>${title}<br>${verdict}</b>` : `${title}<br>${verdict}`;
}

function titleOf(columns: readonly DriftNumbers[]): string {
  const raised = columns.filter(({ verdict }) => isRaised(verdict));
  if (columns.length === 0) return "There are no numbers to compare";
  if (raised.length === 0) return "No number has drifted as far as these patients can tell";
  const [first] = raised.toSorted((a, b) => shiftOf(b) - shiftOf(a));
  const moved = `from ${meanText(first.reference)} to ${meanText(first.current)} on average`;
  if (raised.length === 1) return `“${first.title}” has drifted, ${moved}`;
  const others = raised.filter((column) => column !== first).map(({ title }) => `“${title}”`);
  return `“${first.title}” has drifted most, ${moved}; so ` +
    `${others.length === 1 ? "has" : "have"} ${listed(others)}`;
}

/** Distance of the means in deviations of the reference. */
function shiftOf({ reference, current }: DriftNumbers): number {
  if (reference.length === 0 || current.length === 0) return 0;
  const { mean, deviation } = meanAndDeviation([...reference]);
  return Math.abs(meanAndDeviation([...current]).mean - mean) / Math.max(deviation || 0, 1e-9);
}

function meanText(values: Float64Array): string {
  return values.length === 0 ? "–" : valueText(meanAndDeviation([...values]).mean);
}
