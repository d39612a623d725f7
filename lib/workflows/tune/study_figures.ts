/** The figures of a study. */
import type { Dataset } from "@/data/dataset.ts";
import type { Figure } from "@/plots/figure.ts";
import type { SearchedStudy } from "@/workflows/tune/study.ts";

/** History, parallel coordinates, importance and slices of a study. */
export function studyFigures(_study: SearchedStudy, _dataset: Dataset): Figure[] {
  return [];
}
