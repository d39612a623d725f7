/** What the answers of pages and their files carry. */
import assert from "node:assert/strict";
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpModel } from "./made_up_model.ts";
import { withPageService } from "./page_service.ts";

const model = madeUpModel("dummy");

/** The addresses of a page's files. */
function filesOf(html: string): string[] {
  return Array.from(
    html.matchAll(/(?:src|href)="(\/\w+\/[0-9a-f]{12}\/[^"]+)"/g),
    ([, path]) => path,
  );
}

Deno.test("pages run scripts of this service alone, and no page may frame them", async () => {
  await withPageService(model, async ({ url }) => {
    for (const [path, styles, images] of [["/", "", ""], ["/docs", " 'unsafe-inline'", " data:"]]) {
      const response = await fetch(url + path);
      const html = await response.text();
      assert.equal(
        response.headers.get("content-security-policy"),
        `default-src 'none'; script-src 'self'; style-src 'self'${styles}; img-src 'self'${images}; ` +
          "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
      assert.equal(response.headers.get("cache-control"), "no-store");
      assert.equal(response.headers.get("referrer-policy"), "no-referrer");
      assert.doesNotMatch(html, /<script(?![^>]*src="\/)|:\/\/| on\w+="/);
    }
  });
});

Deno.test("a page's files may be kept for good, and are found by their content alone", async () => {
  const types = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
  await withPageService(model, async ({ url }) => {
    for (const [page, fileCount] of [["/", 3], ["/docs", 4]] as const) {
      const paths = filesOf(await (await fetch(url + page)).text());
      assert.equal(paths.length, fileCount);
      for (const path of paths) {
        const response = await fetch(url + path);
        assert.ok((await response.text()).length > 0);
        const type = types[path.split(".").at(-1) as keyof typeof types];
        assert.ok(response.headers.get("content-type")!.startsWith(type), path);
        assert.match(response.headers.get("cache-control")!, /max-age=31536000, immutable/);
        assert.equal(response.headers.get("x-content-type-options"), "nosniff");
        const stale = await fetch(url + path.replace(/[0-9a-f]{12}/, "0".repeat(12)));
        await stale.body?.cancel();
        assert.equal(stale.status, 404);
      }
    }
  });
});

Deno.test("pages are open where keys are asked for; the model is not", async () => {
  const { key, line } = createKey("ada");
  await withPageService({ ...model, keys: parseKeys(line, "keys") }, async ({ url }) => {
    const ask = async (path: string, headers = {}) => {
      const response = await fetch(url + path, { headers });
      return { status: response.status, text: await response.text() };
    };
    assert.equal((await ask("/docs")).status, 200);
    const page = await ask("/");
    assert.match(page.text, /type="password"/);
    for (const path of filesOf(page.text)) assert.equal((await ask(path)).status, 200);
    assert.equal((await ask("/page/model.json")).status, 401);
    const authorization = `Bearer ${key}`;
    assert.equal((await ask("/page/model.json", { authorization })).status, 200);
  });
});

Deno.test("the model that the page runs comes without the patients it learned from", async () => {
  await withPageService(model, async ({ url }) => {
    const { ranges, ...others } = await (await fetch(`${url}/page/model.json`)).json();
    assert.deepEqual(Object.keys(others).sort(), ["identity", "pipelineText", "schema"]);
    const lengths = heartSchema.features.map((column) =>
      column.kind === "numeric" ? 2 : column.categories.length
    );
    assert.equal(ranges.length, lengths.length);
    for (const [at, { values }] of ranges.entries()) assert.ok(values.length <= lengths[at]);
  });
});
