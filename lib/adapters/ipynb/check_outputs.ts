/** Holds a notebook's outputs to what a reader may expect of them. */
import { type CellOutput, codeCells, type Notebook } from "@/adapters/ipynb/document.ts";
import { plotlyType } from "@/adapters/notebook/show_figure.ts";

/** Every figure that is kept has each of them. */
const figureTypes = [plotlyType, "image/png", "text/plain"];

/**
 * What is wrong with the outputs that a notebook keeps.
 *
 * @param fresh the same notebook, run just now, perhaps on other data
 * @param privatePaths paths of this machine, which belong in no output
 */
export function checkOutputs(
  kept: Notebook,
  fresh: Notebook,
  privatePaths: readonly string[],
): string[] {
  const freshCells = new Map(codeCells(fresh).map((cell) => [cell.id, cell]));
  let count = 0;
  return codeCells(kept).flatMap((cell) => {
    const isEmpty = cell.source.trim() === "";
    const expected = isEmpty ? null : ++count;
    const place = isEmpty ? "an empty cell" : `cell [${expected}]`;
    const run = freshCells.get(cell.id);
    return [
      ...(cell.execution_count === expected
        ? []
        : [`has the number ${cell.execution_count}; run the notebook from top to bottom`]),
      ...(structure(cell.outputs) === structure(run?.outputs ?? [])
        ? []
        : [`keeps ${structure(cell.outputs)}, but puts out ${structure(run?.outputs ?? [])}`]),
      ...cell.outputs.flatMap((output) => checkOutput(output, privatePaths)),
    ].map((problem) => `${place} ${problem}`);
  });
}

function checkOutput(output: CellOutput, privatePaths: readonly string[]): string[] {
  const text = JSON.stringify(output);
  const problems = privatePaths.filter((path) => text.includes(path))
    .map((path) => `keeps a path of this machine: ${path}`);
  if (output.output_type === "error") problems.push(`keeps an error: ${output.evalue}`);
  if (output.output_type === "stream" && output.name === "stderr") {
    problems.push(`keeps a complaint: ${output.text.trim()}`);
  }
  if ("data" in output && plotlyType in output.data) {
    const lacking = figureTypes.filter((type) => !(type in output.data));
    problems.push(...lacking.map((type) => `keeps a figure without ${type}`));
  }
  return problems;
}

/** The kinds of outputs, in words. */
function structure(outputs: readonly CellOutput[]): string {
  const kinds = outputs.map((output) =>
    "data" in output ? Object.keys(output.data).sort().join(" + ") : output.output_type
  );
  return kinds.length === 0 ? "nothing" : kinds.join(", ");
}
