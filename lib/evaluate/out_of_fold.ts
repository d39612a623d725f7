/** Gathers the folds' predictions into one probability for each row. */
import type { Split } from "@/data/splits.ts";

/**
 * Puts each fold's probabilities in the places of its test rows; returns n probabilities.
 *
 * @param folds k splits whose test parts together hold every row once
 * @param foldProbabilities k arrays, one probability for each test row of the fold
 * @throws {RangeError} when the folds do not partition the rows or a probability is missing
 */
export function outOfFold(
  rowCount: number,
  folds: readonly Split[],
  foldProbabilities: readonly Float64Array[],
): Float64Array {
  const probabilities = new Float64Array(rowCount);
  const timesTested = new Uint8Array(rowCount);
  folds.forEach(({ test }, fold) => {
    const predicted = foldProbabilities[fold]?.length ?? 0;
    if (predicted !== test.length) {
      throw new RangeError(`Fold ${fold} has ${test.length} rows and ${predicted} probabilities.`);
    }
    test.forEach((row, i) => {
      probabilities[row] = foldProbabilities[fold][i];
      timesTested[row]++;
    });
  });
  const wrong = timesTested.findIndex((times) => times !== 1);
  if (wrong >= 0) {
    throw new RangeError(`Row ${wrong} is in ${timesTested[wrong]} test parts; expected 1.`);
  }
  return probabilities;
}
