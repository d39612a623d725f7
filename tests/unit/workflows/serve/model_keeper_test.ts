import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { FetchedModel } from "@/workflows/serve/fetched_model.ts";
import { openModelKeeper } from "@/workflows/serve/model_keeper.ts";
import type { ModelCache } from "@/workflows/serve/model_source.ts";
import { type FakeSource, fakeSource } from "../../../fake_source.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const [third, fourth, fifth] = ["3", "4", "5"].map((version) => fetchedModel(version));
const down = new UserError("MLflow is down.", { exitCode: exitCode.unavailable });
const damaged = new UserError("It was changed.", { exitCode: exitCode.data });

/** A cache that holds what is put into it. */
function memoryCache(held?: FetchedModel): ModelCache & { held: FetchedModel | undefined } {
  const cache = {
    held,
    store(model: FetchedModel) {
      cache.held = model;
      return Promise.resolve();
    },
    load: () => Promise.resolve(cache.held),
  };
  return cache;
}

/** A keeper over a source that names version 3 first, and a clock of its own. */
async function makeKeeper(
  { source = fakeSource(third, fourth, fifth), cache }: {
    source?: FakeSource;
    cache?: ModelCache;
  } = {},
) {
  const clock = { nowMs: 0 };
  const keeper = await openModelKeeper({
    source,
    cache,
    schema: heartSchema,
    now: () => clock.nowMs,
  });
  const version = () => keeper.current.identity.version;
  return { source, keeper, clock, version };
}

Deno.test("another version takes the place of the first, and the cache follows", async () => {
  const cache = memoryCache();
  const { source, keeper, version } = await makeKeeper({ cache });
  assert.equal(cache.held, third);
  assert.equal(await keeper.check(), "unchanged");
  source.found = fourth.identity.source;
  assert.equal(await keeper.check(), "replaced");
  assert.deepEqual([version(), keeper.problem, keeper.isFromCache], ["4", undefined, false]);
  assert.equal(cache.held, fourth);
  assert.deepEqual(source.fetched, ["models:/Model/3", "models:/Model/4"]);
});

Deno.test("a bad version is refused for a minute, and the old one stays", async () => {
  const { source, keeper, clock, version } = await makeKeeper();
  source.found = fourth.identity.source;
  source.models.set(fourth.identity.source, { ...fourth, pipelineText: "{" });
  for (const nowMs of [0, 30_000, 59_999]) {
    clock.nowMs = nowMs;
    assert.equal(await keeper.check(), "failed");
  }
  assert.deepEqual(source.fetched.slice(1), ["models:/Model/4"]);
  assert.match(keeper.problem!, /models:\/Model\/4/);
  assert.equal(version(), "3");

  source.models.set(fourth.identity.source, fourth);
  clock.nowMs = 60_000;
  assert.equal(await keeper.check(), "replaced");
  assert.deepEqual([version(), keeper.problem], ["4", undefined]);
});

Deno.test("a version after the bad one is fetched at once", async () => {
  const { source, keeper, version } = await makeKeeper();
  source.models.set(fourth.identity.source, damaged);
  source.found = fourth.identity.source;
  await keeper.check();
  source.found = fifth.identity.source;
  assert.equal(await keeper.check(), "replaced");
  assert.equal(version(), "5");
});

Deno.test("a roll-back to the version in service clears the problem", async () => {
  const { source, keeper } = await makeKeeper();
  source.models.set(fourth.identity.source, damaged);
  source.found = fourth.identity.source;
  await keeper.check();
  assert.equal(keeper.problem, "It was changed.");
  source.found = third.identity.source;
  assert.equal(await keeper.check(), "unchanged");
  assert.equal(keeper.problem, undefined);
});

Deno.test("a source out of reach is asked again at the next look, model and all", async () => {
  const { source, keeper, version } = await makeKeeper();
  source.found = fourth.identity.source;
  source.models.set(fourth.identity.source, down);
  assert.equal(await keeper.check(), "failed");
  assert.deepEqual([version(), keeper.problem], ["3", "MLflow is down."]);
  source.models.set(fourth.identity.source, fourth);
  assert.equal(await keeper.check(), "replaced");
});

Deno.test("the reason of a refusal comes back after the source was out of reach", async () => {
  const { source, keeper } = await makeKeeper();
  source.models.set(fourth.identity.source, damaged);
  source.found = fourth.identity.source;
  await keeper.check();
  source.found = down;
  await keeper.check();
  assert.equal(keeper.problem, "MLflow is down.");
  source.found = fourth.identity.source;
  await keeper.check();
  assert.equal(keeper.problem, "It was changed.");
});

Deno.test("a defect while looking is told in words, and nobody suffers", async () => {
  const { source, keeper, version } = await makeKeeper();
  source.found = new TypeError("x is undefined");
  assert.equal(await keeper.check(), "failed");
  assert.deepEqual([version(), keeper.problem], ["3", "unexpected: x is undefined"]);
});

Deno.test("with the source down or its files damaged, the last model serves from the cache", async () => {
  for (const error of [down, damaged]) {
    const source = fakeSource(third, fourth);
    source.found = error;
    const { keeper, version } = await makeKeeper({ source, cache: memoryCache(third) });
    assert.deepEqual(
      [version(), keeper.isFromCache, keeper.problem],
      ["3", true, error.message],
    );
    // It is what the source names, as it turns out, or it is replaced.
    source.found = third.identity.source;
    assert.equal(await keeper.check(), "unchanged");
    assert.deepEqual([keeper.isFromCache, keeper.problem], [false, undefined]);
    source.found = fourth.identity.source;
    assert.equal(await keeper.check(), "replaced");
  }
});

Deno.test("a model that replaces the copy is from no cache any more", async () => {
  const source = fakeSource(third, fourth);
  source.found = down;
  const { keeper } = await makeKeeper({ source, cache: memoryCache(third) });
  assert.equal(await keeper.check(), "failed");
  assert.equal(keeper.isFromCache, true);
  source.found = fourth.identity.source;
  assert.equal(await keeper.check(), "replaced");
  assert.equal(keeper.isFromCache, false);
});

Deno.test("where there is no model to serve, no other is served", async () => {
  const source = fakeSource(third);
  source.found = new UserError("There is no Production model.");
  await assert.rejects(makeKeeper({ source, cache: memoryCache(third) }), {
    message: "There is no Production model.",
  });
});

Deno.test("without a copy that can be used, the first reason is the one that counts", async () => {
  const source = fakeSource();
  source.found = down;
  const broken: ModelCache = {
    store: () => Promise.resolve(),
    load: () => Promise.reject(new UserError("The copy is damaged.")),
  };
  for (const cache of [undefined, memoryCache(), broken]) {
    await assert.rejects(makeKeeper({ source, ...(cache && { cache }) }), {
      message: "MLflow is down.",
    });
  }
});

Deno.test("a copy that fails its test is not served either", async () => {
  const source = fakeSource();
  source.found = down;
  const cache = memoryCache({ ...third, pipelineText: "{}" });
  await assert.rejects(makeKeeper({ source, cache }), { name: "UserError" });
});
