/** The calibration curve: stated probability against what happened, bin by bin. */
import { checkProbabilities } from "@/evaluate/scored_rows.ts";

/** How bins are cut: equally wide, or equally many rows in each. */
export type BinStrategy = "uniform" | "quantile";

/** One bin that holds rows: those with `lower` < probability ≤ `upper` (the first takes `lower` too). */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  readonly rowCount: number;
  /** Mean stated probability in [0, 1]. */
  readonly meanProbability: number;
  /** Share of positive rows in [0, 1]. */
  readonly positiveShare: number;
}

/**
 * The bins that hold rows, ascending; equals scikit-learn's `calibration_curve`.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @throws {UserError} when they cannot be evaluated
 * @throws {RangeError} when `binCount` is not a positive integer
 */
export function calibrationCurve(
  labels: Uint8Array,
  probabilities: Float64Array,
  options: { readonly binCount: number; readonly strategy: BinStrategy },
): CalibrationBin[] {
  checkProbabilities(labels, probabilities);
  const { binCount, strategy } = options;
  if (!Number.isInteger(binCount) || binCount < 1) {
    throw new RangeError(`${binCount} bins: expected a positive integer.`);
  }
  const fractions = evenFractions(binCount);
  const edges = strategy === "uniform" ? fractions : quantiles(probabilities, fractions);
  const rowCounts = new Float64Array(binCount);
  const positiveCounts = new Float64Array(binCount);
  const sums = new Float64Array(binCount);
  for (let row = 0; row < labels.length; row++) {
    const bin = binOf(probabilities[row], edges);
    rowCounts[bin]++;
    positiveCounts[bin] += labels[row];
    sums[bin] += probabilities[row];
  }
  return Array.from(rowCounts, (rowCount, bin) => ({
    lower: edges[bin],
    upper: edges[bin + 1],
    rowCount,
    meanProbability: sums[bin] / rowCount,
    positiveShare: positiveCounts[bin] / rowCount,
  })).filter(({ rowCount }) => rowCount > 0);
}

/** `binCount + 1` steps from 0 to 1, rounded as NumPy's `linspace` rounds, so that ties fall alike. */
function evenFractions(binCount: number): Float64Array {
  const step = 1 / binCount;
  return Float64Array.from({ length: binCount + 1 }, (_, i) => i === binCount ? 1 : i * step);
}

/** The first inner edge that is not below the value ends its bin. */
function binOf(value: number, edges: Float64Array): number {
  let low = 1;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Linear interpolation (Hyndman and Fan's type 7), rounded as NumPy's `percentile` rounds. */
function quantiles(values: Float64Array, fractions: Float64Array): Float64Array {
  const sorted = values.toSorted();
  return fractions.map((fraction) => {
    const position = (sorted.length - 1) * (fraction * 100 / 100);
    const index = Math.floor(position);
    const weight = position - index;
    const low = sorted[index];
    const high = sorted[Math.min(index + 1, sorted.length - 1)];
    return weight < 0.5 ? low + (high - low) * weight : high - (high - low) * (1 - weight);
  });
}
