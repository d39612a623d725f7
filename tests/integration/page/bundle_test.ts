/** The page's program as it is committed. */
import assert from "node:assert/strict";
import { bundlePage, bundlePath } from "../../../tasks/page/bundle_page.ts";

const limitBytes = 150_000;

Deno.test("the committed bundle is what its modules make; else run deno task page:build", async () => {
  const made = await bundlePage();
  // Not assert.equal, whose message would quote both.
  assert.ok(made === await Deno.readTextFile(bundlePath), "the bundle is stale");
  assert.ok(made.length < limitBytes, `${made.length} bytes`);
});
