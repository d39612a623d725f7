/** Shows what scoring a file came to: lines for people, JSON for programs. */
import { style } from "@/adapters/terminal/style.ts";
import type { CellIssue } from "@/schema/cell.ts";
import type { ScoreOutcome } from "./run.ts";

const words: Readonly<Partial<Record<CellIssue, string>>> = {
  "zero-as-missing": "zeros that mean missing",
  "unknown-category": "unknown values, read as missing",
  "out-of-range": "implausible values, kept",
};

/** Prints counts, what was noticed and where the files are. */
export function printScored({ model, outputPath, scored }: ScoreOutcome): void {
  const { scoredCount, positiveCount, rejectedCount, rejectedPath, noticed } = scored;
  const share = scoredCount > 0 ? ` (${(100 * positiveCount / scoredCount).toFixed(1)} %)` : "";
  console.log(
    `Scored:     ${count(scoredCount)} rows, disease predicted in ${count(positiveCount)}${share}`,
  );
  for (const { column, issue, count: times } of noticed) {
    console.log(`Noticed:    ${column}: ${count(times)} ${words[issue] ?? issue}`);
  }
  console.log(`Model:      ${model.source}`);
  console.log(`Output:     ${style("cyan", outputPath)}`);
  if (rejectedPath === undefined) return;
  const rejected = style("yellow", `${count(rejectedCount)} rows`);
  console.log(`Rejected:   ${rejected}, listed in ${style("cyan", rejectedPath)}`);
}

const count = (value: number) => value.toLocaleString("en-US");

/** The same for programs. */
export function scoredRecord({ model, outputPath, scored }: ScoreOutcome) {
  const { scoredCount, positiveCount, rejectedCount, rejectedPath, noticed } = scored;
  return {
    model: model.source,
    model_digest: model.digest,
    output: outputPath,
    rejected: rejectedPath ?? null,
    rows_scored: scoredCount,
    rows_positive: positiveCount,
    rows_rejected: rejectedCount,
    noticed,
  };
}
