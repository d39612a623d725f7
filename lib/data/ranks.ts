/** Ranks of values, for correlations that no outlier and no unit can sway. */

/** Ranks from 1, equal values sharing their mean rank; NaN stays NaN. */
export function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]))
    .sort((a, b) => values[a] - values[b]);
  const ranked = new Float64Array(values.length).fill(NaN);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let at = start; at < end; at++) ranked[order[at]] = (start + end + 1) / 2;
    start = end;
  }
  return ranked;
}
