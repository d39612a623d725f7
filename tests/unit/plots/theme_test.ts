import assert from "node:assert/strict";
import type { Figure } from "@/plots/figure.ts";
import { coloursOf } from "@/plots/palette.ts";
import { themed } from "@/plots/theme.ts";
import { exampleFigures, oddFigures } from "./example_figures.ts";

const [light, dark] = [coloursOf("light"), coloursOf("dark")];

function figureOf(title: string): Figure {
  return {
    name: "example",
    title,
    subtitle: "Measured on something.",
    data: [{ type: "bar", marker: { color: light.blue } }],
    layout: { margin: { t: 10 } },
  };
}

Deno.test("themed() in light leaves a figure's colours and adds the page's", () => {
  const { data, layout } = themed(figureOf("Title"));
  assert.deepEqual(data, [{ type: "bar", marker: { color: light.blue } }]);
  const template = layout.template as { layout: { paper_bgcolor: string } };
  assert.equal(template.layout.paper_bgcolor, light.background);
});

Deno.test("themed() in dark leaves no light colour anywhere in any figure", () => {
  for (const figure of [...exampleFigures, ...oddFigures]) {
    const text = JSON.stringify(themed(figure, { theme: "dark" }));
    for (const hex of Object.values(light)) assert.ok(!text.includes(hex), figure.name);
    assert.ok(text.includes(dark.background));
  }
});

Deno.test("themed() changes no figure", () => {
  const figure = figureOf("Title");
  const before = structuredClone(figure);
  themed(figure, { theme: "dark" });
  assert.deepEqual(figure, before);
});

Deno.test("themed() makes room for each line of a long title and keeps the plot's size", () => {
  const size = (figure: Figure) => {
    const { height, margin } = themed(figure).layout as {
      height: number;
      margin: { t: number };
    };
    return { height, top: margin.t };
  };
  const [short, long] = [size(figureOf("Title")), size(figureOf("A long title ".repeat(20)))];
  assert.ok(long.top > short.top + 40);
  assert.equal(long.height - long.top, short.height - short.top);
});

Deno.test("themed() without heading draws no title", () => {
  assert.equal(themed(figureOf("Title"), { heading: false }).layout.title, undefined);
});

Deno.test("every figure is plain JSON and has words for all who cannot see it", () => {
  for (const figure of [...exampleFigures, ...oddFigures]) {
    assert.deepEqual(JSON.parse(JSON.stringify(figure)), figure);
    assert.ok(figure.title.length > 10 && figure.subtitle.length > 10, figure.name);
    assert.ok(figure.table!.rows.every((row) => row.length === figure.table!.columns.length));
  }
});
