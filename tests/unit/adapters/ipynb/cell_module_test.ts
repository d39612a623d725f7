/** Cells as one module, and places in it as places in cells. */
import assert from "node:assert/strict";
import { cellModule } from "@/adapters/ipynb/cell_module.ts";
import { code, notebook, prose } from "./notebooks.ts";

const url = "file:///project/notebooks/x.ipynb.1.ts";

/** Runs cells as one module; the same cells run only once. */
async function runAsModule(...sources: readonly string[]): Promise<void> {
  const cells = sources.map((source, index) => code(`c${index}`, source));
  const { source } = cellModule(notebook(...cells), "x.ipynb");
  await import(`data:application/typescript,${encodeURIComponent(source)}`);
}

Deno.test("the module is the cells of code in order, without prose and empty cells", () => {
  const cells = [
    code("a", "const a = 1;\na;"),
    prose("b", "not code"),
    code("c", " \n"),
    code("d", "a"),
  ];
  const { source } = cellModule(notebook(...cells), "x.ipynb");
  const lines = source.split("\n").filter((line) => line !== ";" && line !== "");
  assert.deepEqual(lines, ["const a = 1;", "a;", "a", "export {};"]);
});

Deno.test("a cell's last expression does not run into the next cell, nor does a comment hide that", async () => {
  const globals = globalThis as unknown as { joined?: unknown[] };
  for (const last of ["joined", "joined // all", "joined;", "joined /* a\nb */"]) {
    globals.joined = [];
    await runAsModule(
      `const { joined } = globalThis as any;`,
      last,
      `[0].map((x) => joined.push(x))`,
    );
    assert.deepEqual(globals.joined, [0], last);
  }
  delete globals.joined;
});

Deno.test("each line is told by its cell, counted as a run counts, and its line there", () => {
  const cells = [
    code("a", "one;\ntwo;\n\n"),
    code("empty", ""),
    prose("b", "x"),
    code("c", "\nfour;"),
  ];
  const { source, explain } = cellModule(notebook(...cells), "x.ipynb");
  const placeOf = (text: string) =>
    explain(`${url}:${source.split("\n").indexOf(text) + 1}:3`, url);
  assert.equal(placeOf("one;"), "x.ipynb, cell [1], line 1");
  assert.equal(placeOf("two;"), "x.ipynb, cell [1], line 2");
  assert.equal(placeOf("four;"), "x.ipynb, cell [2], line 2");
});

Deno.test("an expression that is not finished is told on the last line of its cell", () => {
  const { explain } = cellModule(notebook(code("a", "1;\n2 +"), code("b", "3;")), "x.ipynb");
  assert.equal(explain(`${url}:3`, url), "x.ipynb, cell [1], line 2");
  assert.equal(explain(`${url}:4`, url), "x.ipynb, cell [2], line 1");
});

Deno.test("every place in a message is told, places elsewhere stay", () => {
  const { explain } = cellModule(notebook(code("a", "1;"), code("b", "2;")), "x.ipynb");
  assert.equal(
    explain(
      `TS2322 at ${url}:1:9 and ${url}:3; see file:///project/lib/a.ts:1:9, ${url}:99:1`,
      url,
    ),
    "TS2322 at x.ipynb, cell [1], line 1 and x.ipynb, cell [2], line 1; " +
      `see file:///project/lib/a.ts:1:9, ${url}:99:1`,
  );
});

Deno.test("signs that mean something in a pattern mean themselves in a path", () => {
  const odd = "/home/a+b (c)/[x].ipynb.1.ts";
  const { explain } = cellModule(notebook(code("a", "1;")), "[x].ipynb");
  assert.equal(explain(`--> ${odd}:1:2`, odd), "--> [x].ipynb, cell [1], line 1");
});
