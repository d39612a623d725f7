/** How far a column has moved, in every measure that people know. */
import { categoryShares, numberShares } from "@/drift/binned_shares.ts";
import { chiSquared, chiSquaredFit } from "@/drift/chi_squared.ts";
import { jensenShannon } from "@/drift/jensen_shannon.ts";
import { kolmogorovSmirnov, type TestResult } from "@/drift/kolmogorov_smirnov.ts";
import { type CountPair, momentsOf, type NumberCounts } from "@/drift/paired_counts.ts";
import { psi } from "@/drift/psi.ts";
import { normedWasserstein, wasserstein } from "@/drift/wasserstein.ts";

/** Measures of a column's present cells; for show, none of them decides. NaN without cells. */
export type ColumnMeasures = NumberMeasures | CategoryMeasures;

/** Measures of numbers. */
export interface NumberMeasures {
  readonly kind: "numeric";
  readonly referenceMean: number;
  readonly currentMean: number;
  readonly kolmogorovSmirnov: TestResult;
  /** In the column's unit. */
  readonly wasserstein: number;
  /** In standard deviations of the reference. */
  readonly normedWasserstein: number;
  readonly psi: number;
  readonly jensenShannon: number;
}

/** Measures of categories. */
export interface CategoryMeasures {
  readonly kind: "categorical";
  /** Of homogeneity: both samples are random. */
  readonly chiSquared: TestResult;
  /** Of fit, as Evidently has it: the reference is the truth. */
  readonly chiSquaredFit: TestResult;
  readonly psi: number;
  readonly jensenShannon: number;
}

/** Measures two samples of numbers. */
export function measureNumbers(pair: NumberCounts): NumberMeasures {
  const shares = numberShares(pair);
  return {
    kind: "numeric",
    referenceMean: momentsOf(pair.values, pair.reference).mean,
    currentMean: momentsOf(pair.values, pair.current).mean,
    kolmogorovSmirnov: kolmogorovSmirnov(pair),
    wasserstein: wasserstein(pair),
    normedWasserstein: normedWasserstein(pair),
    psi: psi(shares),
    jensenShannon: jensenShannon(shares),
  };
}

/** Measures two samples of categories. */
export function measureCategories(pair: CountPair): CategoryMeasures {
  const shares = categoryShares(pair);
  return {
    kind: "categorical",
    chiSquared: chiSquared(pair),
    chiSquaredFit: chiSquaredFit(pair),
    psi: psi(shares),
    jensenShannon: jensenShannon(shares),
  };
}
