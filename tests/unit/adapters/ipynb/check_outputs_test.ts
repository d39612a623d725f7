/** Each fault of kept outputs is found, alone, at its cell. */
import assert from "node:assert/strict";
import { checkOutputs } from "@/adapters/ipynb/check_outputs.ts";
import type { CellOutput } from "@/adapters/ipynb/document.ts";
import { plotlyType } from "@/adapters/notebook/show_figure.ts";
import { code, displayed, notebook, printed, prose } from "./notebooks.ts";

const figure = { [plotlyType]: { data: [] }, "image/png": "iVBO", "text/plain": "A figure" };

/** The faults of a second cell that keeps these outputs, and puts out the same kinds. */
function faultsOf(...outputs: CellOutput[]): string[] {
  const kept = notebook(code("a", "1;", 1), code("b", "2;", 2, outputs));
  return checkOutputs(kept, kept, ["/home/someone", "/work"]);
}

Deno.test("a notebook without a fault has none", () => {
  assert.deepEqual(faultsOf(printed("done\n"), displayed(figure)), []);
  assert.deepEqual(checkOutputs(notebook(), notebook(), []), []);
});

Deno.test("values may differ from those of the new run, kinds may not", () => {
  const kept = notebook(code("a", "1;", 1, [printed("0.90\n"), displayed({ "text/plain": "x" })]));
  const run = (...outputs: CellOutput[]) => notebook(code("a", "1;", 1, outputs));
  const same = run(printed("0.85\n"), displayed({ "text/plain": "y" }));
  assert.deepEqual(checkOutputs(kept, same, []), []);
  assert.deepEqual(checkOutputs(kept, run(printed("0.90\n")), []), [
    "cell [1] keeps stream, text/plain, but puts out stream",
  ]);
  assert.deepEqual(checkOutputs(run(), kept, []), [
    "cell [1] keeps nothing, but puts out stream, text/plain",
  ]);
  const richer = run(printed("0.90\n"), displayed({ "text/plain": "x", "text/html": "<b>x</b>" }));
  assert.deepEqual(checkOutputs(kept, richer, []), [
    "cell [1] keeps stream, text/plain, but puts out stream, text/html + text/plain",
  ]);
  assert.deepEqual(checkOutputs(kept, notebook(), []), [
    "cell [1] keeps stream, text/plain, but puts out nothing",
  ]);
});

Deno.test("cells must have run from top to bottom, empty ones not at all", () => {
  const kept = notebook(
    ...[code("a", "1;", 2), prose("p", "prose"), code("b", "2;", 2), code("c", "3;")],
    ...[code("d", " ", 4), code("e", "", null), code("f", "4;", 4)],
  );
  assert.deepEqual(checkOutputs(kept, kept, []), [
    "cell [1] has the number 2; run the notebook from top to bottom",
    "cell [3] has the number null; run the notebook from top to bottom",
    "an empty cell has the number 4; run the notebook from top to bottom",
  ]);
});

Deno.test("an error that is kept is told with its words", () => {
  const error = { ename: "Error", evalue: "no data", traceback: ["Error: no data"] };
  assert.deepEqual(faultsOf({ output_type: "error", ...error }), [
    "cell [2] keeps an error: no data",
  ]);
});

Deno.test("a complaint that is kept is told with its words", () => {
  assert.deepEqual(faultsOf(printed("beware\n", "stderr")), [
    "cell [2] keeps a complaint: beware",
  ]);
});

Deno.test("a path of this machine is found in every kind of output", () => {
  const places: CellOutput[] = [
    printed("read /home/someone/x.csv\n"),
    displayed({ "text/plain": "x", "text/html": "<a href='/home/someone/x'>" }),
    displayed({ ...figure, [plotlyType]: { layout: { title: "/home/someone" } } }),
  ];
  for (const place of places) {
    assert.deepEqual(faultsOf(place), ["cell [2] keeps a path of this machine: /home/someone"]);
  }
});

Deno.test("a figure lacks nothing that some reader needs", () => {
  for (const type of ["image/png", "text/plain"] as const) {
    const { [type]: _left, ...rest } = figure;
    assert.deepEqual(faultsOf(displayed(rest)), [`cell [2] keeps a figure without ${type}`]);
  }
});

Deno.test("all faults of all cells are told at once", () => {
  const kept = notebook(
    code("a", "1;", 3, [printed("/work\n", "stderr")]),
    code("b", "2;", 2, [displayed({ [plotlyType]: {} })]),
  );
  assert.deepEqual(checkOutputs(kept, kept, ["/work"]).map((fault) => fault.slice(0, 30)), [
    "cell [1] has the number 3; run",
    "cell [1] keeps a path of this ",
    "cell [1] keeps a complaint: /w",
    "cell [2] keeps a figure withou",
    "cell [2] keeps a figure withou",
  ]);
});
