/** A notebook as a page: prose, code and outputs in order, figures alive, words harmless. */
import assert from "node:assert/strict";
import { notebookPage } from "@/adapters/ipynb/page/page.ts";
import { plotlyType } from "@/adapters/notebook/show_figure.ts";
import { themed } from "@/plots/theme.ts";
import { exampleFigures } from "../../../plots/example_figures.ts";
import { code, displayed, notebook, printed, prose } from "../notebooks.ts";

const source = "/* plotly.js */";

/** A figure as a cell keeps it. */
function kept(at: number) {
  const { data, layout } = themed(exampleFigures[at]);
  const words = `${exampleFigures[at].title}\n${exampleFigures[at].subtitle}`;
  return displayed({ [plotlyType]: { data, layout }, "image/png": "iVBO", "text/plain": words });
}

const bodyOf = (html: string) => html.slice(html.indexOf("<main>"), html.indexOf("</main>"));

Deno.test("a page has prose, code and outputs in the order of the notebook, empty cells left out", () => {
  const html = bodyOf(notebookPage(
    notebook(
      prose("a", "# Hearts\n\nSee **this**."),
      code("b", "const x = 1;", 1, [printed("first\n")]),
      code("c", " "),
      prose("d", "After it"),
      code("e", "x;", 2),
    ),
    "x.ipynb",
    source,
  ));
  const marks = ["<h1>Hearts</h1>", "<strong>this</strong>", "hljs-keyword", "first", "After it"];
  const places = marks.map((mark) => html.indexOf(mark));
  assert.ok(places.every((place, at) => place > (at === 0 ? -1 : places[at - 1])), `${places}`);
  assert.equal(html.match(/<pre class="code">/g)?.length, 2);
  assert.equal(html.match(/<div class="outputs">/g)?.length, 1);
});

Deno.test("the first heading is the title, whichever cell has it; else the file's name is", () => {
  const titleOf = (...texts: string[]) =>
    /<title>(.*)<\/title>/.exec(
      notebookPage(notebook(...texts.map((text) => prose(text, text))), "x.ipynb", source),
    )![1];
  assert.equal(titleOf("No heading", "## Second\n\n# First & last", "# Later"), "First &amp; last");
  assert.equal(titleOf("## Only a second one"), "x.ipynb");
});

Deno.test("figures are numbered through all cells, each in light and dark, at its place", () => {
  const cells = [
    code("a", "1;", 1, [kept(0), printed("between\n"), kept(1)]),
    code("b", "2;", 2, [kept(2)]),
  ];
  const html = notebookPage(notebook(...cells), "x.ipynb", source);
  const ids = [...html.matchAll(/<div id="figure-(\d+)"/g)].map(([, number]) => number);
  assert.deepEqual(ids, ["0", "1", "2"]);
  const figures = JSON.parse(/id="figures">(.*?)<\/script>/s.exec(html)![1]);
  assert.equal(figures.length, 3);
  for (const [at, { light, dark }] of figures.entries()) {
    assert.deepEqual(light.data, JSON.parse(JSON.stringify(themed(exampleFigures[at]).data)));
    assert.equal(light.layout.width, undefined);
    assert.notDeepEqual(light.layout.template, dark.layout.template);
  }
  assert.equal(html.split(source).length, 2);
  assert.doesNotMatch(html, /iVBO/);
});

Deno.test("a page loads nothing from elsewhere, and its policy forbids it", () => {
  const html = notebookPage(notebook(code("a", "1;", 1, [kept(0)])), "x.ipynb", source);
  assert.match(html, /default-src 'none'/);
  assert.doesNotMatch(html, /\bsrc\s*=|<link|@import|url\(/i);
});

Deno.test("a link to another notebook leads to its page, other links stay", () => {
  const links = "[a](02_baselines.ipynb) [b](https://example.org/x.ipynb) [c](../x.ipynb) [d](#e)";
  const html = notebookPage(notebook(prose("a", links)), "x.ipynb", source);
  const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target);
  const same = ["https://example.org/x.ipynb", "../x.ipynb", "#e"];
  assert.deepEqual(targets, ["02_baselines.html", ...same]);
});
