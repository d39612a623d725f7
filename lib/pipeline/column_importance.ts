/** How much a pipeline needs each raw column: the sum over the features that it becomes. */
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { sumByColumn } from "@/preprocess/encoder.ts";

/** The estimator's own measure of importance, by column; at least 0, on any scale. */
export function columnImportance(
  { encoder, estimator }: Pick<Pipeline, "encoder" | "estimator">,
): Record<string, number> {
  return Object.fromEntries(
    sumByColumn(encoder, estimator.importance()).map(({ column, sum }) => [column, sum]),
  );
}
