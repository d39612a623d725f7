/**
 * Newcombe's interval for ROC AUC, for slices: with eight rows of a class at a true AUC of 0.9 it
 * covers 95 %, where DeLong's covers 82 % and shrinks to a point at a perfect ranking.
 */
import { type Interval, normalQuantile } from "@/evaluate/intervals/interval.ts";

const bisectionCount = 60;

/**
 * 95 % interval in [0, 1] for an AUC; NaN when the AUC is. The bounds are the areas from which the
 * observed one lies 1.96 of *their* standard errors away, as in Wilson's interval for a share.
 * Newcombe, "Confidence intervals for an effect size measure based on the Mann–Whitney statistic,
 * part 2", 2006, method 5; the variance is Hanley and McNeil's, evenly weighted.
 *
 * @param auc the observed area, in [0, 1]
 * @param positiveCount rows of class 1
 * @param negativeCount rows of class 0
 */
export function newcombeInterval(
  auc: number,
  positiveCount: number,
  negativeCount: number,
): Interval {
  if (Number.isNaN(auc)) return { lower: NaN, upper: NaN };
  const weight = (positiveCount + negativeCount) / 2 - 1;
  const deviation = (area: number) =>
    Math.sqrt(
      area * (1 - area) * (1 + weight * ((1 - area) / (2 - area) + area / (1 + area))) /
        (positiveCount * negativeCount),
    );
  /** The last area on the way from the observed one to `limit` that is still compatible with it. */
  const bound = (limit: number) => {
    let inside = auc;
    let outside = limit;
    for (let i = 0; i < bisectionCount; i++) {
      const middle = (inside + outside) / 2;
      if (Math.abs(auc - middle) <= normalQuantile * deviation(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return { lower: bound(0), upper: bound(1) };
}
