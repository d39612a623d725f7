/** Outputs as HTML: the richest type that a page shows by itself, text made harmless. */
import assert from "node:assert/strict";
import { outputsHtml } from "@/adapters/ipynb/page/outputs.ts";
import type { CellOutput } from "@/adapters/ipynb/document.ts";
import { plotlyType } from "@/adapters/notebook/show_figure.ts";
import { displayed, printed } from "../notebooks.ts";

const htmlOf = (...outputs: CellOutput[]) => outputsHtml(outputs, 0).html;

Deno.test("text is shown as it is, complaints apart from the rest", () => {
  assert.equal(htmlOf(printed("a < b\n")), `<pre class="stdout">a &lt; b</pre>`);
  assert.equal(htmlOf(printed("<b>!", "stderr")), `<pre class="stderr">&lt;b&gt;!</pre>`);
  assert.equal(
    htmlOf({
      ...displayed({ "text/plain": "<2>" }),
      output_type: "execute_result",
      execution_count: 1,
    }),
    `<pre class="stdout">&lt;2&gt;</pre>`,
  );
});

Deno.test("an error is shown by its traceback, or by its name where it has none", () => {
  const error = { output_type: "error" as const, ename: "Error", evalue: "<wrong>" };
  assert.equal(
    htmlOf({ ...error, traceback: ["Error: <wrong>", "  at 1:1"] }),
    `<pre class="stderr">Error: &lt;wrong&gt;\n  at 1:1</pre>`,
  );
  assert.equal(
    htmlOf({ ...error, traceback: [] }),
    `<pre class="stderr">Error: &lt;wrong&gt;</pre>`,
  );
});

Deno.test("of several types the richest is shown", () => {
  const types = {
    "text/html": "<table></table>",
    "text/markdown": "**said**",
    "image/svg+xml": "<svg></svg>",
    "image/png": "iVBO\n",
    "text/plain": "plain",
  };
  const expected = [
    `<div class="scroll"><table></table></div>`,
    `<div class="said"><p><strong>said</strong></p>\n</div>`,
    "<svg></svg>",
    `<img alt="" src="data:image/png;base64,iVBO">`,
    `<pre class="stdout">plain</pre>`,
  ];
  const entries = Object.entries(types);
  for (const [at, html] of expected.entries()) {
    assert.equal(htmlOf(displayed(Object.fromEntries(entries.slice(at)))), html);
  }
});

Deno.test("a figure's place has its words, and its number counts from the first", () => {
  const figure = { [plotlyType]: { data: [], layout: { width: 680 } }, "text/plain": `"A" & B` };
  const { html, figures } = outputsHtml([displayed(figure), displayed(figure)], 3);
  const places = [...html.matchAll(/id="(figure-\d+)" role="img" aria-label="([^"]*)"/g)];
  assert.deepEqual(places.map(([, id]) => id), ["figure-3", "figure-4"]);
  assert.equal(places[0][2], "&quot;A&quot; &amp; B");
  assert.deepEqual(figures.map(({ name }) => name), ["figure-4", "figure-5"]);
});

Deno.test("no outputs are no HTML", () => {
  assert.deepEqual(outputsHtml([], 0), { html: "", figures: [] });
});
