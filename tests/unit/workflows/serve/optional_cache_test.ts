import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { optionalCache } from "@/workflows/serve/optional_cache.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const model = fetchedModel("3", "dummy");

function failing(error: Error) {
  const told: string[] = [];
  const cache = optionalCache({
    store: () => Promise.reject(error),
    load: () => Promise.resolve(model),
  }, (reason) => told.push(reason));
  return { cache, told };
}

Deno.test("a copy that cannot be kept is told, not thrown; loading is the cache's own", async () => {
  const { cache, told } = failing(new UserError("The disk is full."));
  await cache.store(model);
  assert.deepEqual(told, ["The disk is full."]);
  assert.equal(await cache.load(), model);
});

Deno.test("a defect of the cache stays one", async () => {
  const { cache, told } = failing(new TypeError("x is undefined"));
  await assert.rejects(cache.store(model), TypeError);
  assert.deepEqual(told, []);
});
