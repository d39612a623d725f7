/** What one version of the model answered in a window. */
import type { Random } from "@/data/random.ts";
import { createReservoir, mostWindowRows, type Reservoir } from "@/drift/reservoir.ts";
import {
  addAnswer,
  type AnsweredRow,
  emptySummary,
  type WindowSummary,
} from "@/drift/window_summary.ts";
import type { Schema } from "@/schema/column.ts";
import type { Row } from "@/schema/row.ts";
import type { AnsweringModel } from "@/workflows/monitor/logged_answer.ts";

/** An answer whose truth has become known. */
export interface LabelledAnswer {
  readonly row: Row;
  readonly probability: number;
  readonly label: 0 | 1;
}

/** One version's part of a window. */
export interface VersionWindow {
  readonly model: AnsweringModel;
  readonly summary: WindowSummary;
  /** At most 2,000 of its answers, a fair sample. */
  readonly sample: Reservoir<AnsweredRow>;
  /** Answers, of this window or an earlier one, whose labels came in it; a sample as well. */
  readonly labelled: Reservoir<LabelledAnswer>;
  /** How many labels came. */
  labelCount: number;
}

/** So many labelled answers show the third digit of an accuracy. */
const mostLabelled = 20_000;

/** The windows of all versions of one log, by version as their answers come. */
export class VersionWindows {
  readonly #schema: Schema;
  readonly #random: Random;
  readonly #byModel = new Map<string, VersionWindow>();
  #last: VersionWindow | undefined;

  constructor(schema: Schema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  /** In the order of their first answers. */
  get all(): VersionWindow[] {
    return [...this.#byModel.values()];
  }

  addAnswer(model: AnsweringModel, answer: AnsweredRow): void {
    const { summary, sample } = this.#of(model);
    addAnswer(summary, answer);
    sample.add(answer);
  }

  addLabel(model: AnsweringModel, { row, probability }: AnsweredRow, label: 0 | 1): void {
    const window = this.#of(model);
    window.labelCount++;
    window.labelled.add({ row, probability, label });
  }

  #of(model: AnsweringModel): VersionWindow {
    if (this.#last?.model === model) return this.#last;
    const key = JSON.stringify([model.version, model.runId]);
    const window = this.#byModel.get(key) ?? this.#open(model, key);
    this.#byModel.set(key, window);
    this.#last = window;
    return window;
  }

  #open(model: AnsweringModel, key: string): VersionWindow {
    const random = this.#random.fork(key);
    return {
      model,
      summary: emptySummary(this.#schema),
      sample: createReservoir(mostWindowRows, random.fork("answers")),
      labelled: createReservoir(mostLabelled, random.fork("labels")),
      labelCount: 0,
    };
  }
}
