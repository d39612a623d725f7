/** How much a pipeline needs each raw column: the sum over the features that it becomes. */
import type { Pipeline } from "@/pipeline/pipeline.ts";
import { featureNames } from "@/preprocess/encoder.ts";

/** The estimator's own measure of importance, by column; at least 0, on any scale. */
export function columnImportance(
  { encoder, estimator }: Pick<Pipeline, "encoder" | "estimator">,
): Record<string, number> {
  const weights = estimator.importance();
  let first = 0;
  return Object.fromEntries(encoder.columns.map((encoding) => {
    const end = first + featureNames({ ...encoder, columns: [encoding] }).length;
    const own = weights.subarray(first, end);
    first = end;
    return [encoding.column, own.reduce((sum, weight) => sum + weight, 0)];
  }));
}
