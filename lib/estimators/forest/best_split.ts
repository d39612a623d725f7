/** The best split of one node, found by offering candidates in the order ml-cart tries them. */
import { giniImpurity, type ImpurityTable } from "@/estimators/forest/gini.ts";

/**
 * Keeps the candidate with the highest gain, the first among equals.
 *
 * In nodes that the table covers, every gain is computed exactly as ml-cart does. In larger ones a
 * plain formula for the children's impurity decides, and the exact gains only where two candidates
 * are closer than both formulas' rounding errors: the same answer, at the plain formula's price.
 */
export class BestSplit {
  /** Position of the column among those searched; −1 while no candidate was offered. */
  column = -1;
  /** Samples that go to the left ("lesser") child. */
  leftCount = 0;
  /** Those of class 1. */
  leftOnes = 0;
  /** Ranks of the two values whose mean is the threshold. */
  lowerRank = 0;
  upperRank = 0;
  /** Members of this rank and above go right. */
  endRank = 0;

  readonly #table: ImpurityTable;
  #count = 0;
  #ones = 0;
  #impurity = 0;
  #gain = -Infinity;
  #estimate = Infinity;
  #slack = 0;
  #isSmall = true;

  constructor(table: ImpurityTable) {
    this.#table = table;
  }

  /** Forgets all candidates and turns to a node of `count` samples, `ones` of class 1. */
  start(count: number, ones: number): void {
    this.column = -1;
    this.#count = count;
    this.#ones = ones;
    this.#impurity = giniImpurity(count, ones);
    this.#gain = -Infinity;
    this.#estimate = Infinity;
    this.#isSmall = count <= this.#table.largest;
    // A share of n samples carries at most n roundings, each of 2⁻⁵³; 2⁻⁴⁹ leaves room for all terms.
    this.#slack = (count + 16) * 2 ** -49;
  }

  /** Offers the split that sends `leftCount` samples to the left, `leftOnes` of them of class 1. */
  offer(
    column: number,
    leftCount: number,
    leftOnes: number,
    lowerRank: number,
    upperRank: number,
    endRank: number,
  ): void {
    if (this.#isSmall) {
      const gain = this.#exactGain(leftCount, leftOnes);
      if (gain <= this.#gain) return;
      this.#gain = gain;
    } else {
      const estimate = this.#estimatedImpurity(leftCount, leftOnes);
      if (estimate > this.#estimate + this.#slack) return;
      if (
        estimate >= this.#estimate - this.#slack &&
        this.#exactGain(leftCount, leftOnes) <= this.#exactGain(this.leftCount, this.leftOnes)
      ) return;
      this.#estimate = estimate;
    }
    this.column = column;
    this.leftCount = leftCount;
    this.leftOnes = leftOnes;
    this.lowerRank = lowerRank;
    this.upperRank = upperRank;
    this.endRank = endRank;
  }

  /** The best candidate's gain; −Infinity when there was none. */
  get gain(): number {
    return this.column < 0 ? -Infinity : this.#exactGain(this.leftCount, this.leftOnes);
  }

  /** The order of operations is ml-cart's: each child weighted, the greater one added first. */
  #exactGain(leftCount: number, leftOnes: number): number {
    const count = this.#count;
    const right = this.#table.weighted(count - leftCount, this.#ones - leftOnes) / count;
    return this.#impurity - (right + this.#table.weighted(leftCount, leftOnes) / count);
  }

  /** Mean impurity of the children, by 1 − Σ pᵢ² = 2 p₀ p₁. */
  #estimatedImpurity(leftCount: number, leftOnes: number): number {
    const rightCount = this.#count - leftCount;
    const rightOnes = this.#ones - leftOnes;
    const left = leftCount === 0 ? 0 : (leftCount - leftOnes) * (leftOnes / leftCount);
    return 2 * (left + (rightCount - rightOnes) * (rightOnes / rightCount)) / this.#count;
  }
}
