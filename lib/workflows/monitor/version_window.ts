/** What one version of the model answered in a window. */
import type { WindowSummary } from "@/drift/window_summary.ts";
import type { Row } from "@/schema/row.ts";
import type { AnsweringModel } from "@/workflows/monitor/logged_answer.ts";

/** A patient and what the model said. */
export interface SampledAnswer {
  readonly row: Row;
  readonly probability: number;
}

/** An answer whose truth has become known. */
export interface LabelledAnswer extends SampledAnswer {
  readonly label: 0 | 1;
}

/** One version's part of a window. */
export interface VersionWindow {
  readonly model: AnsweringModel;
  readonly summary: WindowSummary;
  /** At most 2,000 of its answers, a fair sample. */
  readonly sample: readonly SampledAnswer[];
  /** Answers, of this window or an earlier one, whose labels came in it; a sample as well. */
  readonly labelled: readonly LabelledAnswer[];
  /** How many labels came. */
  readonly labelCount: number;
}
