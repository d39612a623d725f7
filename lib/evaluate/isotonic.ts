/** Isotonic regression: the rising curve nearest to what happened. */

/** A rising curve through knots: straight between them, level beyond the first and the last. */
export interface IsotonicCurve {
  /** Ascending. */
  readonly scores: Float64Array;
  /** Never falling, in [0, 1]. */
  readonly shares: Float64Array;
}

/** n ≥ 1 rows pooled by score, ascending. */
export interface ScoreTable {
  /** k distinct scores. */
  readonly scores: Float64Array;
  /** How many rows have each. */
  readonly rowCounts: Float64Array;
  /** How many of them are positive. */
  readonly positiveCounts: Float64Array;
}

/** Pools n rows by score; `weights` counts each row so often, once unless told. */
export function scoreTable(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  weights?: ArrayLike<number>,
): ScoreTable {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[a] - scores[b]);
  const table = {
    scores: [] as number[],
    rowCounts: [] as number[],
    positiveCounts: [] as number[],
  };
  for (const row of order) {
    const weight = weights ? weights[row] : 1;
    if (weight === 0) continue;
    if (table.scores.at(-1) !== scores[row]) {
      table.scores.push(scores[row]);
      table.rowCounts.push(0);
      table.positiveCounts.push(0);
    }
    const last = table.scores.length - 1;
    table.rowCounts[last] += weight;
    table.positiveCounts[last] += weight * labels[row];
  }
  return {
    scores: Float64Array.from(table.scores),
    rowCounts: Float64Array.from(table.rowCounts),
    positiveCounts: Float64Array.from(table.positiveCounts),
  };
}

/**
 * The rising shares of positives with the least squared error, by pooling adjacent violators
 * (Barlow, Bartholomew, Bremner, Brunk, "Statistical inference under order restrictions", 1972).
 * Equals scikit-learn's `IsotonicRegression(out_of_bounds="clip")`.
 */
export function fitIsotonic({ scores, rowCounts, positiveCounts }: ScoreTable): IsotonicCurve {
  /** Blocks of scores that share one value: their last place, rows and positives. */
  const ends: number[] = [];
  const rows: number[] = [];
  const positives: number[] = [];
  for (let place = 0; place < scores.length; place++) {
    let [rowCount, positiveCount] = [rowCounts[place], positiveCounts[place]];
    while (ends.length > 0 && positives.at(-1)! * rowCount >= positiveCount * rows.at(-1)!) {
      ends.pop();
      rowCount += rows.pop()!;
      positiveCount += positives.pop()!;
    }
    ends.push(place);
    rows.push(rowCount);
    positives.push(positiveCount);
  }
  const knots = ends.flatMap((end, block) => {
    const first = block === 0 ? 0 : ends[block - 1] + 1;
    const share = positives[block] / rows[block];
    return (first === end ? [end] : [first, end]).map((place) => [scores[place], share] as const);
  });
  return {
    scores: Float64Array.from(knots, ([score]) => score),
    shares: Float64Array.from(knots, ([, share]) => share),
  };
}

/** The curve's value at a score. */
export function isotonicShare({ scores, shares }: IsotonicCurve, score: number): number {
  let [low, high] = [0, scores.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scores[middle] <= score) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return shares[0];
  if (low === scores.length || scores[low - 1] === score) return shares[low - 1];
  const position = (score - scores[low - 1]) / (scores[low] - scores[low - 1]);
  return shares[low - 1] + position * (shares[low] - shares[low - 1]);
}
