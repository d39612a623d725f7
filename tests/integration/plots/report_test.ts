/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createPlotRenderer } from "@/adapters/plotly/renderer.ts";
import { coloursOf } from "@/plots/palette.ts";
import { exampleFigures } from "../../unit/plots/example_figures.ts";
import { browserNote, browserPath, openPage, withBrowser } from "./browser.ts";

const ignore = browserPath === undefined;
const narrow = { viewport: { width: 800, height: 900 } };

async function exampleReport(): Promise<string> {
  const renderer = await createPlotRenderer();
  try {
    return await renderer.html(exampleFigures, { title: "Random forest" });
  } finally {
    renderer.close();
  }
}

/** Waits until every figure is drawn. */
async function drawn(page: Pick<Page, "waitForFunction">): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelectorAll(".js-plotly-plot .bglayer").length === count,
    exampleFigures.length,
  );
}

Deno.test({
  name: `a report draws every figure without a network, in the reader's colours${browserNote}`,
  ignore,
  fn: async () => {
    const html = await exampleReport();
    await withBrowser(async (browser) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const problems: string[] = [];
        const page = await openPage(browser, problems, { ...narrow, colorScheme });
        await page.setContent(html);
        await drawn(page);
        assert.equal(await paperColour(page), coloursOf(colorScheme).background);
        const isWiderThanPage = await page.evaluate(() =>
          document.documentElement.scrollWidth > document.documentElement.clientWidth
        );
        assert.equal(isWiderThanPage, false);
        assert.deepEqual(problems, []);
      }
    });
  },
});

Deno.test({
  name: `a report changes colours with the reader's system, and is light on paper${browserNote}`,
  ignore,
  fn: async () => {
    const html = await exampleReport();
    await withBrowser(async (browser) => {
      const page = await openPage(browser, [], { ...narrow, colorScheme: "light" });
      await page.setContent(html);
      await drawn(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await paperBecomes(page, coloursOf("dark").background);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await paperBecomes(page, coloursOf("light").background);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await paperBecomes(page, coloursOf("dark").background);
    });
  },
});

Deno.test({
  name: `a report works in a sandboxed frame and answers the pointer${browserNote}`,
  ignore,
  fn: async () => {
    const html = await exampleReport();
    await withBrowser(async (browser) => {
      const problems: string[] = [];
      const page = await openPage(browser, problems, narrow);
      await page.setContent('<iframe sandbox="allow-scripts" width="780" height="880"></iframe>');
      await page.evaluate((text) => {
        document.querySelector("iframe")!.srcdoc = text;
      }, html);
      await page.waitForSelector("iframe");
      const frame = await (await page.$("iframe"))!.contentFrame();
      await drawn(frame!);
      await frame!.locator("#figure-0 .nsewdrag").first().hover({ position: { x: 5, y: 150 } });
      await frame!.waitForSelector("#figure-0 .hovertext");
      assert.deepEqual(problems, []);
    });
  },
});

/** Waits until the figures have another background; many take a while to draw anew. */
async function paperBecomes(page: Page, colour: string): Promise<void> {
  for (let turn = 0; turn < 100 && await paperColour(page) !== colour; turn++) {
    await page.waitForTimeout(100);
  }
  assert.equal(await paperColour(page), colour);
}

function paperColour(page: Page): Promise<string> {
  return page.evaluate(() => {
    const paper = getComputedStyle(document.querySelector("#figure-0 .main-svg")!).background;
    const [red, green, blue] = paper.match(/\d+/g)!.map(Number);
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  });
}
