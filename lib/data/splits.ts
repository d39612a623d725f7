/** Splits rows into training and test parts, so that no row is judged by a model that saw it. */
import { createRandom, type Random } from "@/data/random.ts";
import { exitCode, UserError } from "@/errors.ts";

/** Row numbers, ascending; no row is in both parts. */
export interface Split {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** One site's rows held out, all other sites to train on. */
export interface SiteSplit extends Split {
  readonly site: string;
}

/**
 * Sets a share of each class aside, rounded to whole rows.
 *
 * @param labels n labels, 0 or 1
 * @param options `testShare` in (0, 1); `seed` an integer in [0, 2³²)
 * @throws {UserError} when a class would be missing from either part
 */
export function stratifiedHoldOut(
  labels: Uint8Array,
  options: { readonly testShare: number; readonly seed: number },
): Split {
  const { testShare, seed } = options;
  const random = createRandom(seed).fork("hold-out");
  const isTest = new Uint8Array(labels.length);
  for (const [label, rows] of shuffledClasses(labels, random).entries()) {
    const testCount = Math.round(rows.length * testShare);
    if (!(testCount >= 1 && testCount < rows.length)) {
      throw new UserError(
        `Cannot set a share of ${testShare} aside for testing: class ${label} has ` +
          `${rows.length} rows; both parts need at least 1 of each class.`,
        {
          exitCode: exitCode.data,
          hint: "Choose a share between 0 and 1 that suits the number of rows, or use more rows.",
        },
      );
    }
    for (const row of rows.subarray(0, testCount)) isTest[row] = 1;
  }
  return splitWhere(labels.length, (row) => isTest[row] === 1);
}

/**
 * Deals the rows into folds of equal size and class shares, each within one row; every row is
 * in exactly one fold's test part.
 *
 * @param labels n labels, 0 or 1
 * @param options `foldCount` an integer of at least 2; `seed` an integer in [0, 2³²)
 * @throws {UserError} when a class has fewer rows than there are folds
 */
export function stratifiedFolds(
  labels: Uint8Array,
  options: { readonly foldCount: number; readonly seed: number },
): Split[] {
  const { foldCount, seed } = options;
  if (!Number.isInteger(foldCount) || foldCount < 2) {
    throw new UserError(
      `Cannot make ${foldCount} folds: expected an integer of at least 2.`,
      { exitCode: exitCode.usage },
    );
  }
  const foldOf = new Int32Array(labels.length);
  let dealtCount = 0;
  for (const [label, rows] of shuffledClasses(labels, createRandom(seed).fork("folds")).entries()) {
    if (rows.length < foldCount) {
      throw new UserError(
        `Cannot make ${foldCount} folds: class ${label} has ${rows.length} rows; ` +
          `expected at least one for each fold.`,
        { exitCode: exitCode.data, hint: "Ask for fewer folds or use more rows." },
      );
    }
    // Dealing on where the last class stopped keeps the folds' sizes within one row too.
    for (const row of rows) foldOf[row] = dealtCount++ % foldCount;
  }
  return Array.from(
    { length: foldCount },
    (_, fold) => splitWhere(labels.length, (row) => foldOf[row] === fold),
  );
}

/**
 * Holds each site out in turn, in alphabetical order.
 *
 * @param sites n site names
 * @throws {UserError} when there are fewer than two sites
 */
export function siteFolds(sites: readonly string[]): SiteSplit[] {
  const names = [...new Set(sites)].sort();
  if (names.length < 2) {
    throw new UserError(
      `Cannot hold sites out: found ${names.length} (${names.join(", ")}); expected at least 2.`,
      { exitCode: exitCode.data },
    );
  }
  return names.map((site) => ({
    site,
    ...splitWhere(sites.length, (row) => sites[row] === site),
  }));
}

/** Rows of class 0 and of class 1, each in random order. */
function shuffledClasses(labels: Uint8Array, random: Random): [Int32Array, Int32Array] {
  const { train: zeros, test: ones } = splitWhere(labels.length, (row) => labels[row] === 1);
  return [random.shuffle(zeros), random.shuffle(ones)];
}

function splitWhere(rowCount: number, isTest: (row: number) => boolean): Split {
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  return { train: rows.filter((row) => !isTest(row)), test: rows.filter(isTest) };
}
