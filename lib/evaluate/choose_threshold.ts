/** Chooses the threshold that makes errors cheapest, from a stated cost of each kind of error. */
import { thresholdCounts } from "@/evaluate/curves/threshold_counts.ts";
import { checkProbabilities } from "@/evaluate/scored_rows.ts";
import { exitCode, UserError } from "@/errors.ts";

/** What one error of each kind costs, in any one unit. */
export interface ErrorCosts {
  /** A healthy patient called ill. */
  readonly falsePositiveCost: number;
  /** An ill patient called healthy. */
  readonly falseNegativeCost: number;
}

/** What a threshold costs. */
export interface CostPoint {
  /** In [0, 1]. */
  readonly threshold: number;
  /** Mean cost of a row, in the unit of {@linkcode ErrorCosts}. */
  readonly cost: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** The cheapest threshold, its cost, and the curve it was chosen from. */
export interface ThresholdChoice {
  readonly threshold: number;
  /** Mean cost of a row. */
  readonly cost: number;
  /** By threshold, ascending. */
  readonly curve: readonly CostPoint[];
}

/**
 * The cost of every threshold that tells rows apart, ascending. Thresholds lie midway between
 * neighbouring probabilities, 0 and 1 standing in as the outermost; so rows with a probability
 * of 1 are positive at all of them.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @throws {UserError} when they cannot be evaluated, or a cost is negative or both are 0
 */
export function costCurve(
  labels: Uint8Array,
  probabilities: Float64Array,
  costs: ErrorCosts,
): CostPoint[] {
  checkProbabilities(labels, probabilities);
  checkCosts(costs);
  const counts = thresholdCounts(labels, probabilities);
  const last = counts.thresholds.length - 1;
  const positiveCount = counts.truePositives[last];
  const curve: CostPoint[] = [];
  for (let i = last; i >= -1; i--) {
    const above = counts.thresholds[i] ?? 1;
    const below = counts.thresholds[i + 1] ?? 0;
    if (below === 1) break;
    const falsePositives = counts.falsePositives[i] ?? 0;
    const falseNegatives = positiveCount - (counts.truePositives[i] ?? 0);
    curve.push({
      threshold: midway(below, above),
      cost: (falsePositives * costs.falsePositiveCost + falseNegatives * costs.falseNegativeCost) /
        labels.length,
      falsePositives,
      falseNegatives,
    });
  }
  return curve;
}

/**
 * The threshold of least cost. Among equally cheap ones, the nearest to the threshold that is
 * best for perfect probabilities, FP cost / (FP cost + FN cost) (Elkan, "The foundations of
 * cost-sensitive learning", 2001, eq. 2), and then the lower. Choose it on out-of-fold
 * probabilities, never on the rows it is judged by.
 *
 * @param labels n labels, 0 or 1
 * @param probabilities n probabilities of class 1
 * @throws {UserError} when they cannot be evaluated, or a cost is negative or both are 0
 */
export function chooseThreshold(
  labels: Uint8Array,
  probabilities: Float64Array,
  costs: ErrorCosts,
): ThresholdChoice {
  const curve = costCurve(labels, probabilities, costs);
  const ideal = costs.falsePositiveCost / (costs.falsePositiveCost + costs.falseNegativeCost);
  const distance = ({ threshold }: CostPoint) => Math.abs(threshold - ideal);
  const cheapest = curve.reduce((best, point) =>
    point.cost < best.cost || (point.cost === best.cost && distance(point) < distance(best))
      ? point
      : best
  );
  return { threshold: cheapest.threshold, cost: cheapest.cost, curve };
}

/** A threshold that `below` fails and `above` meets, in their middle where doubles allow. */
function midway(below: number, above: number): number {
  const middle = (below + above) / 2;
  return middle > below ? middle : above;
}

function checkCosts({ falsePositiveCost, falseNegativeCost }: ErrorCosts): void {
  const total = falsePositiveCost + falseNegativeCost;
  if (falsePositiveCost >= 0 && falseNegativeCost >= 0 && total > 0 && total < Infinity) return;
  throw new UserError(
    `Cannot choose a threshold by a false positive's cost of ${falsePositiveCost} and a false ` +
      `negative's of ${falseNegativeCost}: expected finite costs of at least 0, not both 0.`,
    { exitCode: exitCode.usage },
  );
}
