/** Candidate splits of a column whose members are kept sorted. */
import type { BestSplit } from "@/estimators/forest/best_split.ts";
import type { SampledColumn } from "@/estimators/forest/sample.ts";

/**
 * Offers the candidates of column `c` in the node `[start, end)`: one for each pair of neighbours
 * with different labels. Its threshold is the mean of their values, so neighbours of equal value
 * part just below that value.
 */
export function offerSortedSplits(
  best: BestSplit,
  c: number,
  { codes, values, order }: SampledColumn,
  start: number,
  end: number,
): void {
  let code = codes[order[start]];
  let rank = code >> 1;
  let label = code & 1;
  let ones = label;
  let groupStart = start;
  let onesBefore = 0;
  let offered = -1;
  for (let position = start + 1; position < end; position++) {
    code = codes[order[position]];
    const labelsDiffer = (code & 1) !== label;
    label = code & 1;
    if (code >> 1 !== rank) {
      const [lowerRank, lowerStart, onesBeforeLower] = [rank, groupStart, onesBefore];
      rank = code >> 1;
      groupStart = position;
      onesBefore = ones;
      if (labelsDiffer) {
        if ((values[lowerRank] + values[rank]) / 2 > values[lowerRank]) {
          best.offer(c, groupStart - start, onesBefore, lowerRank, rank, rank);
          offered = groupStart;
        } else {
          // The mean of adjacent doubles was rounded down: the lower value goes right as well.
          best.offer(c, lowerStart - start, onesBeforeLower, lowerRank, rank, lowerRank);
        }
      }
    } else if (labelsDiffer && offered !== groupStart) {
      best.offer(c, groupStart - start, onesBefore, rank, rank, rank);
      offered = groupStart;
    }
    ones += label;
  }
}
