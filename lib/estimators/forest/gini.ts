/** Gini impurity and gain with two classes, to the last bit as ml-cart computes them. */
import { accumulatedShare } from "@/estimators/forest/accumulated_share.ts";

/**
 * Gini impurity 1 − Σ pᵢ² of a node (Breiman et al., "Classification and Regression Trees", 1984,
 * section 4.3), with accumulated shares for pᵢ; 0 for an empty node.
 */
export function giniImpurity(total: number, ones: number): number {
  if (total === 0) return 0;
  return impurityOfShares(accumulatedShare(total - ones, total), accumulatedShare(ones, total));
}

const impurityOfShares = (zeros: number, ones: number) => 1 - (zeros * zeros + ones * ones);

/** Impurity times size for every node up to some size, looked up instead of computed. */
export class ImpurityTable {
  readonly largest: number;
  /** Rows of growing length: `(total, ones)` is at `total * (total + 1) / 2 + ones`. */
  readonly #weighted: Float64Array;

  /** @param largest the largest node looked up; the table holds (largest + 1)(largest + 2) / 2 doubles */
  constructor(largest: number) {
    this.largest = largest;
    this.#weighted = new Float64Array((largest + 1) * (largest + 2) / 2);
    const shares = new Float64Array(largest + 1);
    for (let total = 1; total <= largest; total++) {
      const start = total * (total + 1) / 2;
      for (let count = 1; count <= total; count++) shares[count] = shares[count - 1] + 1 / total;
      for (let ones = 0; ones <= total; ones++) {
        const impurity = impurityOfShares(shares[total - ones], shares[ones]);
        this.#weighted[start + ones] = impurity * total;
      }
    }
  }

  /** Gini impurity times `total`. */
  weighted(total: number, ones: number): number {
    return total <= this.largest
      ? this.#weighted[total * (total + 1) / 2 + ones]
      : giniImpurity(total, ones) * total;
  }
}
