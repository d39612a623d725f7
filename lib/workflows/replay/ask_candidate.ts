/** Asks the candidate about many logged requests at once. */
import { slicings } from "@/evaluate/slices.ts";
import { compilePipeline } from "@/pipeline/compile.ts";
import { columnReader } from "@/pipeline/read_columns.ts";
import type { Cell } from "@/schema/cell.ts";
import type { Row } from "@/schema/row.ts";
import type { Candidate, StatedAnswer } from "@/workflows/replay/ports.ts";

/** What the candidate says of n requests. */
export interface AskedRequests {
  /** n numbers, 1 where the inputs are none that a server would have taken. */
  readonly refused: Uint8Array;
  readonly answer: (index: number) => StatedAnswer;
  /** The cells of a request's columns by which answers are sliced. */
  readonly slicedCells: (index: number) => Row;
}

/**
 * A function that asks about rows of the log.
 *
 * @param inputPlaces where the schema's features stand in a row
 */
export function asking(
  { pipeline }: Candidate,
  inputPlaces: readonly number[],
): (rows: readonly (readonly string[])[]) => AskedRequests {
  const { schema, encoder, threshold } = pipeline;
  const scorer = compilePipeline(pipeline);
  const columns = columnReader(schema, encoder);
  const sliced = slicings(schema).map(({ column: name }) => {
    const place = schema.features.findIndex((feature) => feature.name === name);
    return { name, place, encoding: encoder.columns[place] };
  });
  return (rows) => {
    const { batch, refused } = columns.read({
      lines: Int32Array.from(rows.keys()),
      values: inputPlaces.map((place) => rows.map((fields) => fields[place])),
    });
    const probabilities = scorer.scoreColumns(batch);
    return {
      refused,
      answer: (index) => ({
        prediction: probabilities[index] >= threshold ? 1 : 0,
        probability: probabilities[index],
      }),
      slicedCells(index) {
        const cells: Record<string, Cell> = {};
        for (const { name, place, encoding } of sliced) {
          const value = batch.columns[place][index];
          cells[name] = encoding.kind === "categorical"
            ? encoding.labels[value] ?? null
            : Number.isNaN(value)
            ? null
            : value;
        }
        return cells;
      },
    };
  };
}
