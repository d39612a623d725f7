import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { fontPaths } from "@/adapters/plotly/assets.ts";
import type { Box } from "@/adapters/plotly/box.ts";
import type { DomNode } from "@/adapters/plotly/dom.ts";
import { screenBox } from "@/adapters/plotly/element_box.ts";
import { readFontMetrics } from "@/adapters/plotly/font_metrics.ts";
import { createPlotRenderer, type PlotlyRenderer } from "@/adapters/plotly/renderer.ts";
import type { Figure } from "@/plots/figure.ts";
import { exampleFigures, oddFigures } from "../../plots/example_figures.ts";

const typeface = {
  regular: readFontMetrics(Deno.readFileSync(fontPaths().regular)),
  bold: readFontMetrics(Deno.readFileSync(fontPaths().bold)),
};

async function withRenderer(use: (renderer: PlotlyRenderer) => Promise<void>): Promise<void> {
  const renderer = await createPlotRenderer();
  try {
    await use(renderer);
  } finally {
    renderer.close();
  }
}

function textsOf(svg: string): { text: string; box: Box }[] {
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  return [...document.querySelectorAll("text")].flatMap((element: DomNode) => {
    const box = screenBox(typeface, element);
    return box ? [{ text: String(element.textContent), box }] : [];
  });
}

Deno.test("every figure is drawn with all its text inside the picture and none on another", () =>
  withRenderer(async (renderer) => {
    for (const figure of [...exampleFigures, ...oddFigures]) {
      const svg = await renderer.svg(figure);
      const [, width, height] = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/)!.map(Number);
      const texts = textsOf(svg);
      for (const { text, box } of texts) {
        const where = `“${text}” of “${figure.title}”: ${JSON.stringify(box)}`;
        assert.ok(box.left >= 0 && box.right <= width, where);
        assert.ok(box.top >= 0 && box.bottom <= height, where);
      }
      texts.forEach((one, i) =>
        texts.slice(i + 1).forEach((other) => {
          const across = Math.min(one.box.right, other.box.right) -
            Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) -
            Math.max(one.box.top, other.box.top);
          // Boxes include the room above capitals and below baselines, which may touch.
          const overlaps = across > 1 && down > 4;
          assert.ok(!overlaps, `“${one.text}” on “${other.text}” of “${figure.title}”`);
        })
      );
    }
  }));

Deno.test("a figure's SVG is the same after other figures and in another renderer", async () => {
  const [first, second] = exampleFigures;
  let before = "";
  await withRenderer(async (renderer) => {
    before = await renderer.svg(first);
    await renderer.svg(second);
    assert.ok(await renderer.svg(first) === before, "drawn after another");
  });
  await withRenderer(async (renderer) => {
    const both = await Promise.all([renderer.svg(second), renderer.svg(first)]);
    assert.ok(both[1] === before, "drawn at the same time as another");
  });
});

Deno.test("a figure's SVG stands alone: words, scale, no fetching, links that all follow", () =>
  withRenderer(async (renderer) => {
    for (const figure of exampleFigures) {
      const svg = await renderer.svg(figure);
      assert.match(svg, /^<svg [^>]*viewBox="0 0 700 [\d.]+" role="img"><title>/);
      assert.ok(svg.includes("<desc>"));
      assert.doesNotMatch(svg, /url\((?!#)/);
      assert.doesNotMatch(svg.replace(/ xmlns(:\w+)?="[^"]*"/g, ""), /https?:/);
      assert.match(svg, /font-family: Arimo, Arial, Helvetica, sans-serif/);
    }
  }));

Deno.test("a figure's page is white in light and dark in dark", () =>
  withRenderer(async (renderer) => {
    const page = /<rect x="0" y="0" width="700" height="[\d.]+" style="fill: rgb\(([^)]*)\)/;
    const [light, dark] = await Promise.all([
      renderer.svg(exampleFigures[0]),
      renderer.svg(exampleFigures[0], { theme: "dark" }),
    ]);
    assert.equal(light.match(page)?.[1], "255, 255, 255");
    assert.equal(dark.match(page)?.[1], "20, 24, 29");
  }));

Deno.test("a figure's PNG has the wished scale and the same bytes each time", () =>
  withRenderer(async (renderer) => {
    const [figure] = exampleFigures;
    const png = await renderer.png(figure, { scale: 1.5 });
    assert.equal(new DataView(png.buffer, png.byteOffset).getUint32(16), 1050);
    assert.deepEqual(await renderer.png(figure, { scale: 1.5 }), png);
  }));

Deno.test("a heat map is drawn cell by cell, not as a blurred small picture", () =>
  withRenderer(async (renderer) => {
    const matrix = exampleFigures.find(({ name }) => name === "confusion_matrix")!;
    const svg = await renderer.svg(matrix);
    const [, encoded] = svg.match(/<image [^>]*href="data:image\/png;base64,([^"]+)"/)!;
    const png = Uint8Array.fromBase64(encoded);
    assert.ok(new DataView(png.buffer).getUint32(16) > 500);
  }));

Deno.test("a figure that cannot be drawn is an error, and the next one is drawn all the same", () =>
  withRenderer(async (renderer) => {
    const broken = { ...exampleFigures[0], layout: null } as unknown as Figure;
    await assert.rejects(renderer.svg(broken));
    assert.match(await renderer.svg(exampleFigures[0]), /^<svg/);
  }));

Deno.test("a closed renderer draws nothing more", async () => {
  const renderer = await createPlotRenderer();
  renderer.close();
  await assert.rejects(renderer.svg(exampleFigures[0]), /renderer is closed/);
});
