import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { openShadowKeeper } from "@/workflows/serve/shadow_keeper.ts";
import { fakeSource } from "../../../fake_source.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const model = fetchedModel("4");

Deno.test("a shadow may be missing at first, and comes when its source names it", async () => {
  const source = fakeSource(model);
  source.found = new UserError("There is no version in Staging.");
  const keeper = await openShadowKeeper({ source, schema: heartSchema, now: () => 0 });
  const version = () => keeper.current?.identity.version;
  assert.equal(version(), undefined);
  assert.equal(keeper.problem, "There is no version in Staging.");
  assert.equal(await keeper.check(), "failed");
  source.found = model.identity.source;
  assert.equal(await keeper.check(), "replaced");
  assert.deepEqual([version(), keeper.problem], ["4", undefined]);
  assert.equal(await keeper.check(), "unchanged");
});

Deno.test("a shadow that was promoted away looks on until there is another", async () => {
  const [next, source] = [fetchedModel("5"), fakeSource(model)];
  source.models.set(next.identity.source, next);
  const keeper = await openShadowKeeper({ source, schema: heartSchema, now: () => 0 });
  source.found = new UserError("There is no version in Staging.");
  assert.equal(await keeper.check(), "failed");
  assert.equal(keeper.current?.identity.version, "4");
  assert.equal(keeper.problem, "There is no version in Staging.");
  source.found = next.identity.source;
  assert.equal(await keeper.check(), "replaced");
  assert.equal(keeper.current?.identity.version, "5");
});
