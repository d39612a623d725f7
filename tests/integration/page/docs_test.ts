/// <reference lib="dom" />
/** Swagger UI in a real browser. */
import assert from "node:assert/strict";
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";
import { exampleRow } from "../../example_row.ts";
import { browserNote, browserPath, openPage, withBrowser } from "../plots/browser.ts";
import { madeUpModel } from "./made_up_model.ts";
import { withPageService } from "./page_service.ts";

const { key, line } = createKey("ada");

Deno.test({
  name: `/docs tries the example out with a key, and asks nobody else${browserNote}`,
  ignore: browserPath === undefined,
  fn: () =>
    withPageService(
      { ...madeUpModel("dummy"), keys: parseKeys(line, "keys") },
      ({ url, logged }) =>
        withBrowser(async (browser) => {
          const problems: string[] = [];
          const requests: string[] = [];
          const page = await openPage(browser, problems, { offline: false, colorScheme: "dark" });
          page.on("request", (request) => requests.push(request.url()));
          await page.goto(`${url}/docs`);
          await page.click(".authorize");
          await page.fill(".auth-container input", key);
          await page.click(".auth-btn-wrapper .authorize");
          await page.click(".close-modal");
          const operation = page.locator("#operations-Predictions-predict");
          await operation.click();
          assert.deepEqual(
            JSON.parse(await operation.locator("textarea").inputValue()),
            exampleRow,
          );
          await operation.locator(".execute").click();
          const answer = operation.locator(".live-responses-table .microlight").first();
          await answer.waitFor();
          assert.equal(
            JSON.parse(await answer.innerText()).prediction,
            logged[0].answer.prediction,
          );
          assert.deepEqual(logged.map(({ inputs }) => inputs), [exampleRow]);
          assert.ok(await page.evaluate(() => document.documentElement.matches(".dark-mode")));
          assert.deepEqual(problems, []);
          assert.deepEqual(
            requests.filter((address) =>
              !address.startsWith(`${url}/`) && !address.startsWith("data:")
            ),
            [],
          );
        }),
    ),
});
