/** A figure under a cell, in the types that its reader needs and no other. */
import assert from "node:assert/strict";
import { plotlyType, showFigure } from "@/adapters/notebook/show_figure.ts";
import type { PlotlyRenderer } from "@/adapters/plotly/renderer.ts";
import { themed } from "@/plots/theme.ts";
import { exampleFigures } from "../../plots/example_figures.ts";
import { withBroadcasts } from "./broadcasts.ts";

const [figure] = exampleFigures;

/** Draws nothing. */
const renderer = {
  svg: () => Promise.resolve("<svg></svg>"),
  png: () => Promise.resolve(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)),
} as unknown as PlotlyRenderer;

Deno.test("a live figure has an SVG beside it and never a PNG, which Lab would prefer to it", () =>
  withBroadcasts(async (shown) => {
    await showFigure(figure, renderer, "svg");
    const [{ type, data }] = shown;
    assert.equal(type, "display_data");
    assert.deepEqual(Object.keys(data), [plotlyType, "image/svg+xml", "text/plain"]);
    assert.equal(data["image/svg+xml"], "<svg></svg>");
  }));

Deno.test("a figure that is kept has a PNG in base64, its words, and the themed figure", () =>
  withBroadcasts(async (shown) => {
    await showFigure(figure, renderer, "png");
    const [{ data }] = shown;
    const { data: traces, layout } = themed(figure);
    assert.deepEqual(data, {
      [plotlyType]: { data: traces, layout, config: { displaylogo: false } },
      "image/png": "iVBORw==",
      "text/plain": `${figure.title}\n${figure.subtitle}`,
    });
  }));
