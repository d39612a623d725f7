/** What one version answered in service, beside what the candidate answers. */
import type { Random } from "@/data/random.ts";
import { createReservoir, mostWindowRows, type Reservoir } from "@/drift/reservoir.ts";
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";
import type { AnsweringModel } from "@/workflows/monitor/logged_answer.ts";
import {
  type ChangeCount,
  countChange,
  noChanges,
  SliceChanges,
} from "@/workflows/replay/change_count.ts";
import type { AnswerPair, LabelledPair } from "@/workflows/replay/compare_performance.ts";
import {
  addProbabilityChange,
  noProbabilityChange,
  type ProbabilityChange,
} from "@/workflows/replay/probability_change.ts";

/** So many labelled answers show the third digit of an accuracy. */
const mostLabelled = 20_000;

/** Counts a version's answers as they come, in memory that does not grow with their number. */
export class VersionReplay {
  readonly model: AnsweringModel;
  readonly changes: ChangeCount = noChanges();
  readonly slices: SliceChanges;
  readonly probabilities: ProbabilityChange = noProbabilityChange();
  /** A fair sample of its answers, and one of those that have a label. */
  readonly sample: Reservoir<AnswerPair>;
  readonly labelled: Reservoir<LabelledPair>;

  constructor(model: AnsweringModel, schema: Schema, random: Random) {
    this.model = model;
    this.slices = new SliceChanges(schema);
    this.sample = createReservoir(mostWindowRows, random.fork("answers"));
    this.labelled = createReservoir(mostLabelled, random.fork("labels"));
  }

  /** Counts one request, answered by both; `label` is the truth, where it was told. */
  add({ before, after }: AnswerPair, slicedCells: Row, label: 0 | 1 | undefined): void {
    countChange(this.changes, before.prediction, after.prediction);
    this.slices.add(slicedCells, before.prediction, after.prediction);
    addProbabilityChange(this.probabilities, before.probability, after.probability);
    this.sample.add(() => ({ before, after }));
    if (label !== undefined) this.labelled.add(() => ({ before, after, label }));
  }
}
