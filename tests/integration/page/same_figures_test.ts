/// <reference lib="dom" />
/** What the page computes is what the service answers. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { createRandom } from "@/data/random.ts";
import { type EstimatorKind, estimatorKinds } from "@/estimators/catalog.ts";
import { explainer } from "@/explain/explainer.ts";
import { heartSchema } from "@/schema/heart.ts";
import { type RawRow, readRow } from "@/schema/row.ts";
import { environment } from "../../native_xgboost.ts";
import { rawRow } from "../../raw_rows.ts";
import { browserNote, browserPath, openPage, withBrowser } from "../plots/browser.ts";
import { madeUpModel } from "./made_up_model.ts";
import { withPageService } from "./page_service.ts";

const rowCount = 500;

/** Rows that are refused, each for another reason. */
const refused: RawRow[] = [{ age: 999, cp: [] }, { chol: "high" }, { ca: 1.5, site: "Hungary" }];

/** Made-up rows as they arrive, JSON between. */
function rowsAsSent(): RawRow[] {
  const random = createRandom(11);
  const rows = Array.from({ length: rowCount }, () => rawRow(heartSchema, random));
  return JSON.parse(JSON.stringify([...rows, ...refused]));
}

/** The page's answers. */
async function askInBrowser(browser: Browser, url: string, rows: readonly RawRow[]) {
  const page = await openPage(browser, [], { offline: false });
  await page.goto(url);
  return await page.evaluate(async (rows) => {
    const script = document.querySelector<HTMLScriptElement>("script[src]")!.src;
    const { openPageModel } = await import(script);
    const model = openPageModel(await (await fetch("/page/model.json")).json());
    return rows.map((row) => model.ask(row));
  }, rows as Record<string, string>[]) as Record<string, unknown>[];
}

async function askService(url: string, rows: readonly RawRow[]) {
  const response = await fetch(`${url}/predict/batch`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ rows }),
  });
  return (await response.json()).predictions;
}

async function compareFigures(browser: Browser, kind: EstimatorKind): Promise<void> {
  const model = madeUpModel(kind);
  const explain = explainer(model.pipeline);
  const rows = rowsAsSent();
  await withPageService(model, async ({ url }) => {
    const expected = await askService(url, rows);
    const found = await askInBrowser(browser, url, rows);
    rows.forEach((row, index) => {
      const { request_id: _, errors, ...answer } = expected[index];
      const { explanation, ...shown } = found[index];
      if (errors) {
        const details = errors.map(({ detail }: { detail: string }) => detail);
        const faults = shown["faults"] as { message: string }[];
        assert.deepEqual(faults.map(({ message }) => message), details);
        return;
      }
      assert.deepEqual(shown, answer, `row ${index}`);
      assert.deepEqual(explanation, explain(readRow(heartSchema, row).row), `row ${index}`);
    });
    assert.equal(expected.filter(({ errors }: { errors?: unknown }) => errors).length, 3);
  });
}

Deno.test({
  name: `the page answers ${rowCount} rows as the service does, bit for bit${browserNote}`,
  ignore: browserPath === undefined,
  fn: (context) =>
    withBrowser(async (browser) => {
      for (const kind of estimatorKinds) {
        const isMissing = kind === "xgboost" && environment === undefined;
        await context.step({
          name: isMissing ? `${kind} (ignored: .venv is not set up)` : kind,
          ignore: isMissing,
          fn: () => compareFigures(browser, kind),
        });
      }
    }),
});
