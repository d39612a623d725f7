/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { readPlotlySource } from "@/adapters/plotly/assets.ts";
import { createPlotRenderer } from "@/adapters/plotly/renderer.ts";
import { type PlainFigure, themed } from "@/plots/theme.ts";
import { exampleFigures, oddFigures } from "../../unit/plots/example_figures.ts";
import { browserNote, browserPath, fontStyle, openPage, withBrowser } from "./browser.ts";

const ignore = browserPath === undefined;

/**
 * Share of pixels that may differ, by more than a quarter of a channel, from what plotly.js draws
 * in Chromium with the same font. SVG: most figures agree in every pixel; Chromium kerns, which
 * shifts a few labels by part of a pixel. PNG: resvg smooths the edges of letters differently.
 */
const tolerance = { svg: 0.003, png: 0.016 };

/** A page with the pictures' font and plotly.js. */
async function preparePage(page: Page): Promise<void> {
  await page.setContent(
    `<style>${fontStyle()}body{margin:0;font-family:Arimo}</style>regular <b>bold</b>`,
  );
  await page.addScriptTag({ content: await readPlotlySource() });
  await page.evaluate(() => document.fonts.ready);
}

/** Draws a figure live and takes its picture. */
async function livePicture(page: Page, figure: PlainFigure): Promise<Uint8Array> {
  await page.setViewportSize({ width: 700, height: Math.ceil(Number(figure.layout.height)) });
  await page.evaluate(async (json) => {
    const { Plotly } = globalThis as unknown as {
      Plotly: { newPlot(element: Element, ...figure: unknown[]): Promise<void> };
    };
    const { data, layout } = JSON.parse(json);
    document.body.innerHTML = "<div></div>";
    await Plotly.newPlot(document.body.firstElementChild!, data, layout, { staticPlot: true });
  }, JSON.stringify(figure));
  return page.screenshot();
}

/** Share of pixels of two PNGs that differ by more than 64 of 255 in a channel. */
function difference(page: Page, one: Uint8Array, other: Uint8Array): Promise<number> {
  return page.evaluate(async (pictures) => {
    const [p, q] = await Promise.all(pictures.map(async (encoded) => {
      const image = new Image();
      image.src = `data:image/png;base64,${encoded}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    }));
    if (p.length !== q.length) return 1;
    let count = 0;
    for (let i = 0; i < p.length; i += 4) {
      if ([0, 1, 2].some((channel) => Math.abs(p[i + channel] - q[i + channel]) > 64)) count++;
    }
    return count / (p.length / 4);
  }, [one.toBase64(), other.toBase64()]);
}

Deno.test({
  name: `static pictures look as plotly.js draws in a browser${browserNote}`,
  ignore,
  fn: async () => {
    const renderer = await createPlotRenderer();
    try {
      await withBrowser(async (browser) => {
        const problems: string[] = [];
        const page = await openPage(browser, problems);
        await preparePage(page);
        for (const figure of exampleFigures) {
          const live = await livePicture(page, themed(figure));
          const svg = await renderer.svg(figure);
          await page.evaluate((markup) => {
            document.body.innerHTML = markup;
          }, svg);
          const svgDifference = await difference(page, live, await page.screenshot());
          const pngDifference = await difference(
            page,
            live,
            await renderer.png(figure, { scale: 1 }),
          );
          assert.ok(svgDifference <= tolerance.svg, `${figure.name}, SVG: ${svgDifference}`);
          assert.ok(pngDifference <= tolerance.png, `${figure.name}, PNG: ${pngDifference}`);
        }
        assert.deepEqual(problems, []);
      });
    } finally {
      renderer.close();
    }
  },
});

Deno.test({
  name: `a browser finds all text of static pictures inside them${browserNote}`,
  ignore,
  fn: async () => {
    const renderer = await createPlotRenderer();
    try {
      await withBrowser(async (browser) => {
        const page = await openPage(browser, [], { viewport: { width: 700, height: 800 } });
        await preparePage(page);
        for (const figure of [...exampleFigures, ...oddFigures]) {
          const outside = await page.evaluate((markup) => {
            document.body.innerHTML = markup;
            const picture = document.querySelector("svg")!.getBoundingClientRect();
            return [...document.querySelectorAll("svg text")].filter((text) => {
              const box = text.getBoundingClientRect();
              return box.left < picture.left || box.right > picture.right ||
                box.top < picture.top || box.bottom > picture.bottom;
            }).map((text) => text.textContent);
          }, await renderer.svg(figure));
          assert.deepEqual(outside, [], figure.title);
        }
      });
    } finally {
      renderer.close();
    }
  },
});

Deno.test({
  name: `plotly.js knows every attribute that figures and themes use${browserNote}`,
  ignore,
  fn: async () => {
    await withBrowser(async (browser) => {
      const page = await openPage(browser, []);
      await preparePage(page);
      for (const figure of exampleFigures) {
        const complaints = await page.evaluate((json) => {
          const { Plotly } = globalThis as unknown as {
            Plotly: { validate(data: unknown, layout: unknown): { msg: string }[] | undefined };
          };
          const { data, layout } = JSON.parse(json);
          // Defaults for annotations are a template's alone, unknown to the check of layouts.
          const { annotationdefaults: _, ...look } = layout.template.layout;
          return [[data, layout], [[{ y: [1] }, { y: [2] }], look]].flatMap(([data, layout]) =>
            Plotly.validate(data, layout) ?? []
          ).map(({ msg }) => msg);
        }, JSON.stringify(themed(figure)));
        assert.deepEqual(complaints, [], figure.title);
      }
    });
  },
});
