/** Counts what versions answered, in memory that does not grow with the number of answers. */
import type { Random } from "@/data/random.ts";
import { createReservoir, mostWindowRows, type Reservoir } from "@/drift/reservoir.ts";
import { addOutcome, emptySummary, type WindowSummary } from "@/drift/window_summary.ts";
import { isRefused } from "@/schema/cell.ts";
import type { Schema } from "@/schema/column.ts";
import { ColumnTally, type TalliedText } from "@/workflows/monitor/column_tally.ts";
import type { AnsweringModel, AnswerReader } from "@/workflows/monitor/logged_answer.ts";
import type {
  LabelledAnswer,
  SampledAnswer,
  VersionWindow,
} from "@/workflows/monitor/version_window.ts";

/** So many labelled answers show the third digit of an accuracy. */
const mostLabelled = 20_000;

/** Counts one version's answers as they come. */
export class VersionCounter {
  readonly #model: AnsweringModel;
  readonly #reader: AnswerReader;
  readonly #summary: WindowSummary;
  readonly #tallies: readonly ColumnTally[];
  readonly #texts: TalliedText[] = [];
  readonly #sample: Reservoir<SampledAnswer>;
  readonly #labelled: Reservoir<LabelledAnswer>;
  #labelCount = 0;

  constructor(model: AnsweringModel, schema: Schema, reader: AnswerReader, random: Random) {
    this.#model = model;
    this.#reader = reader;
    this.#summary = emptySummary(schema);
    this.#tallies = this.#summary.columns.map((column) => new ColumnTally(schema, column));
    this.#sample = createReservoir(mostWindowRows, random.fork("answers"));
    this.#labelled = createReservoir(mostLabelled, random.fork("labels"));
  }

  /** Counts an answer; false when it is none that a server would have written. */
  add(fields: readonly string[]): boolean {
    const outcome = this.#reader.outcome(fields);
    if (outcome === undefined || !this.#readInputs(fields)) return false;
    for (const text of this.#texts) text.count++;
    addOutcome(this.#summary, outcome);
    this.#sample.add(() => ({
      row: this.#reader.row(fields),
      probability: outcome.probability,
    }));
    return true;
  }

  /** Keeps an answer's label. */
  addLabel(fields: readonly string[], label: 0 | 1): void {
    const outcome = this.#reader.outcome(fields);
    if (outcome === undefined || !this.#readInputs(fields)) return;
    this.#labelCount++;
    this.#labelled.add(() => ({
      row: this.#reader.row(fields),
      probability: outcome.probability,
      label,
    }));
  }

  /** What was counted by now. */
  window(): VersionWindow {
    for (const tally of this.#tallies) tally.settle();
    return {
      model: this.#model,
      summary: this.#summary,
      sample: this.#sample.items,
      labelled: this.#labelled.items,
      labelCount: this.#labelCount,
    };
  }

  /** Looks the inputs up; false when one of them would have been refused. */
  #readInputs(fields: readonly string[]): boolean {
    const { inputPlaces } = this.#reader;
    for (let index = 0; index < inputPlaces.length; index++) {
      const text = this.#tallies[index].of(fields[inputPlaces[index]]);
      const { issue } = text.cell;
      if (issue !== undefined && isRefused(issue)) return false;
      this.#texts[index] = text;
    }
    return true;
  }
}

/** The counters of all versions, each made when its first answer comes. */
export class VersionCounters {
  readonly #make: (model: AnsweringModel, key: string) => VersionCounter;
  readonly #byModel = new Map<string, VersionCounter>();
  #last: { readonly model: AnsweringModel; readonly counter: VersionCounter } | undefined;

  constructor(schema: Schema, reader: AnswerReader, random: Random) {
    this.#make = (model, key) => new VersionCounter(model, schema, reader, random.fork(key));
  }

  of(model: AnsweringModel): VersionCounter {
    if (this.#last?.model === model) return this.#last.counter;
    const key = JSON.stringify([model.version, model.runId]);
    const counter = this.#byModel.get(key) ?? this.#make(model, key);
    this.#byModel.set(key, counter);
    this.#last = { model, counter };
    return counter;
  }

  /** In the order of their first answers. */
  windows(): VersionWindow[] {
    return [...this.#byModel.values()].map((counter) => counter.window());
  }
}
