/// <reference lib="dom" />
/** The service's page in a real browser. */
import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import axeSource from "axe-core/axe.min.js" with { type: "text" };
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";
import { coloursOf } from "@/plots/palette.ts";
import { exampleRow } from "../../example_row.ts";
import { browserNote, browserPath, openPage, withBrowser } from "../plots/browser.ts";
import { madeUpModel } from "./made_up_model.ts";
import { type PageService, withPageService } from "./page_service.ts";

const model = madeUpModel("forest");

type PageTest = (service: PageService, browser: Browser) => Promise<void>;

const tests = new Map<string, PageTest>();

/** Adds a test to those that share a browser, which takes longer to start than most of them run. */
function testPage(name: string, test: PageTest): void {
  tests.set(name, test);
}

/** The page, with its answer; every request's address is added to `requests`. */
async function openAnswered(
  browser: Browser,
  url: string,
  { problems = [], requests = [], ...options }: BrowserContextOptions & {
    readonly problems?: string[];
    readonly requests?: string[];
  } = {},
): Promise<Page> {
  const page = await openPage(browser, problems, { offline: false, ...options });
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(url);
  await answered(page);
  return page;
}

function answered(page: Page) {
  return page.waitForFunction(() => document.querySelector("#contributions tbody tr"));
}

const probabilityOf = (page: Page) => page.locator("#probability").innerText();

testPage(
  "the page is accessible in light on a desk, in dark on a phone",
  async ({ url }, browser) => {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 360]] as const) {
      const problems: string[] = [];
      const requests: string[] = [];
      const viewport = { width, height: 800 };
      const page = await openAnswered(browser, url, {
        ...{ problems, requests, colorScheme, viewport },
      });
      await page.evaluate(axeSource);
      await page.selectOption("#field-cp", "");
      assert.deepEqual(await violationsOn(page), []);
      await page.fill("#field-age", "999");
      assert.deepEqual(await violationsOn(page), []);
      assert.equal(await backgroundColour(page), coloursOf(colorScheme).background);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth) <= width,
        `wider than ${width}`,
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(requests.filter((address) => !address.startsWith(`${url}/`)), []);
    }
  },
);

testPage(
  "the page answers each change, and sends nothing before it is told to",
  async ({ url, logged }, browser) => {
    const requests: string[] = [];
    const page = await openAnswered(browser, url, { requests });
    requests.length = 0;
    const seen = [await probabilityOf(page)];
    await page.focus('[data-column="age"] [type=range]');
    for (let press = 0; press < 18; press++) await page.keyboard.press("ArrowRight");
    assert.equal(await page.inputValue("#field-age"), "68");
    seen.push(await probabilityOf(page));
    await page.selectOption("#field-cp", { label: "asymptomatic" });
    seen.push(await probabilityOf(page));
    assert.equal(new Set(seen).size, 3, seen.join());
    await page.focus("#field-age");
    await page.keyboard.press("Enter");
    assert.deepEqual(requests, []);
    assert.equal(logged.length, 0);
    await page.click("#send");
    await page.waitForFunction(() => /In the log/.test(document.body.innerText));
    assert.deepEqual(logged[0].inputs, { ...readAsSent, age: 68, cp: "4" });
    const { requestId, answer: { probability } } = logged[0];
    const shown = `${(100 * probability).toFixed(1)} %`;
    assert.equal(await probabilityOf(page), shown);
    const receipt = await page.locator("#sent").innerText();
    assert.ok(receipt.includes(requestId) && receipt.includes(shown), receipt);
    await page.click("[type=reset]");
    await page.waitForFunction(() => !/In the log/.test(document.body.innerText));
    assert.equal(await probabilityOf(page), seen[0]);
  },
);

/** The example as the form has it. */
const readAsSent = { ...exampleRow, ca: 0, thal: "3" };

testPage(
  "the page marks what cannot be, and warns of what is not known",
  async ({ url, logged }, browser) => {
    const page = await openAnswered(browser, url);
    await page.fill("#field-age", "999");
    assert.equal(await page.getAttribute("#field-age", "aria-invalid"), "true");
    assert.match(await page.locator("#fault-age").innerText(), /0 to 130 years, found 999/);
    assert.equal(await page.isDisabled("#send"), true);
    await page.click("#clear");
    assert.equal(await page.getAttribute("#field-age", "aria-invalid"), "false");
    assert.equal(await page.locator("#warnings li").count(), 13);
    await page.click("#send");
    await page.waitForFunction(() => /In the log/.test(document.body.innerText));
    assert.deepEqual(new Set(Object.values(logged[0].inputs)), new Set([null]));
    await page.waitForFunction(() =>
      /Age is missing/.test(document.getElementById("spoken")!.textContent!)
    );
  },
);

testPage(
  "the page shows contributions that lead from the base to the probability",
  async ({ url }, browser) => {
    const page = await openAnswered(browser, url);
    const number = (text: string) => Number(text.replace("−", "-").replace("%", ""));
    const effects = await page.locator("tbody .amount").allInnerTexts();
    const sentence = await page.locator("#scale").innerText();
    const [, base, total] = /From (.*?) %.*to (.*?) %;/.exec(sentence)!.map(number);
    const sum = effects.map(number).reduce((sum, effect) => sum + effect, base);
    assert.equal(effects.length, 13);
    assert.ok(Math.abs(sum - total) < 0.8, `${sum} is not ${total}`);
    assert.equal(total, number(await probabilityOf(page)));
    const sizes = await page.locator("tbody .bars i").evaluateAll((bars) =>
      bars.map((bar) => bar.getBoundingClientRect().width)
    );
    assert.deepEqual(sizes, sizes.toSorted((a, b) => b - a));
  },
);

testPage(
  "the page shows what was logged, by whichever model that was",
  async ({ url }, browser) => {
    const requests: string[] = [];
    const page = await openAnswered(browser, url, { requests });
    let body: Record<string, unknown> = {
      ...{ prediction: 1, label: "Disease", probability: 0.9, warnings: [], threshold: 0.45 },
      ...{ model_version: "3", request_id: "r-1" },
      explanation: {
        ...{ scale: "probability", base_value: 0.5 },
        contributions: [{ column: "age", contribution: 0.4 }],
      },
    };
    let status = 200;
    await page.route("**/predict?explain=true", (route) => route.fulfill({ status, json: body }));
    const press = async (receipt: RegExp) => {
      await page.click("#send");
      await page.locator("#sent").getByText(receipt).waitFor();
    };
    await press(/90\.0 %, disease, by version 3; request r-1/);
    assert.equal(await probabilityOf(page), "90.0 %");
    assert.match(await page.locator("tbody").innerText(), /^Age 50\s+\+40\.0$/);
    const modelRequests = () => requests.filter((address) => /model\.json/.test(address)).length;
    assert.equal(modelRequests(), 1);
    body["model_version"] = "4";
    await press(/by version 4/);
    assert.equal(modelRequests(), 2);
    [status, body] = [503, { detail: "The prediction log cannot be written." }];
    await press(/No answer: The prediction log cannot be written\./);
    assert.equal(await page.isDisabled("#send"), false);
  },
);

testPage(
  "the page prints on one sheet: light, without controls, all figures on it",
  async ({ url }, browser) => {
    const sheet = { width: 718, height: 1046 };
    const page = await openAnswered(browser, url, { viewport: sheet, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    assert.equal(await backgroundColour(page), coloursOf("light").background);
    for (const control of ["#send", "nav", "#clear", "[type=range]"]) {
      assert.equal(await page.locator(control).first().isVisible(), false, control);
    }
    for (const shown of ["#probability", "#field-thal", "#model", "tbody tr:last-child"]) {
      const { x, y, width, height } = (await page.locator(shown).boundingBox())!;
      assert.ok(x + width <= sheet.width && y + height <= sheet.height, shown);
    }
  },
);

Deno.test({
  name: `the page in a browser${browserNote}`,
  ignore: browserPath === undefined,
  fn: (context) =>
    withBrowser(async (browser) => {
      for (const [name, test] of tests) {
        await context.step(name, () => withPageService(model, (service) => test(service, browser)));
      }
      const { key, line } = createKey("ada");
      await context.step("the page asks for a key where the service does", () =>
        withPageService({ ...model, keys: parseKeys(line, "keys") }, async ({ url, logged }) => {
          const page = await openPage(browser, [], { offline: false });
          await page.goto(url);
          await page.getByText("The service asks for a key").waitFor();
          await page.fill("#key", key);
          await page.keyboard.press("Enter");
          await answered(page);
          await page.click("#send");
          await page.waitForFunction(() =>
            /In the log/.test(document.body.innerText)
          );
          assert.equal(logged.length, 1);
        }));
    }),
});

function backgroundColour(page: Page): Promise<string> {
  return page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)!;
    return `#${
      [red, green, blue].map((part) => Number(part).toString(16).padStart(2, "0")).join("")
    }`;
  });
}

/** What axe finds wrong with the page as it is. */
function violationsOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
