/** What every registry promises, checked the same way for the fake and for a real server. */
import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import type { NewVersion, RegisteredVersion, Registry } from "@/workflows/registry.ts";

/** The registry under test, and a way to get logged models for it. */
export interface RegistryUnderTest {
  readonly registry: Registry;
  logModel(): Promise<Pick<NewVersion, "modelId" | "runId">>;
}

/** A name that no other test has, and a way to register a new model under it. */
interface Bench extends RegistryUnderTest {
  readonly name: string;
  readonly register: (more?: Partial<NewVersion>) => Promise<RegisteredVersion>;
}

/** Runs one step per promise. */
export async function checkRegistry(
  t: Deno.TestContext,
  underTest: RegistryUnderTest,
): Promise<void> {
  for (const [label, check] of Object.entries(promises)) {
    await t.step(label, async () => {
      const name = `It's ${crypto.randomUUID()}`;
      const { registry, logModel } = underTest;
      const register = async (more: Partial<NewVersion> = {}) =>
        registry.register({ name, description: "", tags: {}, ...await logModel(), ...more });
      await check({ ...underTest, name, register });
    });
  }
}

const stagesOf = async ({ registry, name }: Bench) =>
  (await registry.read(name))!.versions.map(({ stage }) => stage);

const promises: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  async "a name that nobody registered reads as nothing"({ registry, name }) {
    assert.equal(await registry.read(name), undefined);
  },

  async "the first version makes the model, and tells all about itself"(bench) {
    const { registry, name } = bench;
    const tags = { "data.source": "uci", empty: "" };
    const { modelId, runId } = await bench.logModel();
    const made = await bench.register({ modelId, runId, description: "**naïve**", tags });
    const { createdMs, url, ...rest } = made;
    assert.deepEqual(plain(rest), {
      name,
      version: 1,
      stage: "None",
      status: "READY",
      description: "**naïve**",
      modelId,
      runId,
      tags,
      aliases: [],
    });
    assert.ok(createdMs > 0);
    assert.ok(url.endsWith(`/#/models/${encodeURIComponent(name)}/versions/1`), url);
    const model = (await registry.read(name))!;
    assert.deepEqual(plain(model.versions), [plain(made)]);
    assert.deepEqual(plain([model.name, model.tags, model.aliases]), [name, {}, {}]);
    assert.match(model.description, /audit/);
    assert.ok(model.url.endsWith(`/#/models/${encodeURIComponent(name)}`), model.url);
  },

  async "versions count up, and are read newest first"({ registry, name, register }) {
    for (const version of [1, 2, 3]) assert.equal((await register()).version, version);
    const model = await registry.read(name);
    assert.deepEqual(model!.versions.map(({ version }) => version), [3, 2, 1]);
  },

  async "versions registered at once under a new name are all kept"({ registry, name, register }) {
    await Promise.all([1, 2, 3, 4].map(() => register()));
    const model = await registry.read(name);
    assert.deepEqual(model!.versions.map(({ version }) => version), [4, 3, 2, 1]);
  },

  async "a model that is registered again keeps its version"({ registry, name, register }) {
    const first = await register({ description: "first" });
    await register();
    const { modelId, runId } = first;
    const again = await register({ modelId: modelId!, runId: runId!, description: "second" });
    assert.deepEqual(plain(again), plain(first));
    assert.equal((await registry.read(name))!.versions.length, 2);
  },

  async "a name that is not allowed is refused"({ register }) {
    for (const name of ["", " ", "a/b", "a:b", "..", "."]) {
      await assert.rejects(() => register({ name }), UserError, name);
    }
  },

  async "Staging and Production hold one version, the earlier one becomes Archived"(bench) {
    const { registry, name, register } = bench;
    for (let count = 0; count < 3; count++) await register();
    await registry.setStage(name, 1, "Production");
    await registry.setStage(name, 2, "Production");
    await registry.setStage(name, 2, "Production");
    await registry.setStage(name, 3, "Staging");
    assert.deepEqual(await stagesOf(bench), ["Staging", "Production", "Archived"]);
    await registry.setStage(name, 1, "Staging");
    assert.deepEqual(await stagesOf(bench), ["Archived", "Production", "Staging"]);
    await registry.setStage(name, 2, "Archived");
    await registry.setStage(name, 3, "None");
    assert.deepEqual(await stagesOf(bench), ["None", "Archived", "Staging"]);
  },

  async "an alias points at one version, and is told by the version and the model"(bench) {
    const { registry, name, register } = bench;
    await register();
    await register();
    await registry.setAlias(name, "champion", 1);
    await registry.setAlias(name, "champion", 2);
    await registry.setAlias(name, "newest", 2);
    const model = (await registry.read(name))!;
    assert.deepEqual(plain(model.aliases), { champion: 2, newest: 2 });
    assert.deepEqual(model.versions.map(({ aliases }) => [...aliases]), [
      ["champion", "newest"],
      [],
    ]);
    await registry.deleteAlias(name, "newest");
    await registry.deleteAlias(name, "newest");
    assert.deepEqual(plain((await registry.read(name))!.aliases), { champion: 2 });
    for (const alias of ["", "latest", "v2", "a b"]) {
      await assert.rejects(() => registry.setAlias(name, alias, 1), UserError, alias);
    }
  },

  async "a version that is not there can be given neither stage nor alias"(bench) {
    const { registry, name, register } = bench;
    await register();
    await assert.rejects(() => registry.setStage(name, 2, "Production"), UserError);
    await assert.rejects(() => registry.setAlias(name, "champion", 2), UserError);
    await assert.rejects(() => registry.setStage(`${name}?`, 1, "Production"), UserError);
    assert.deepEqual(await stagesOf(bench), ["None"]);
  },

  async "tags of the model are kept whole, the last value counts"({ registry, name, register }) {
    await register();
    const longest = "é".repeat(5000);
    await registry.setTag(name, "audit.000001.0a1b2c3d", longest);
    await registry.setTag(name, "owner", "ada");
    await registry.setTag(name, "owner", "grace");
    assert.deepEqual(plain((await registry.read(name))!.tags), {
      "audit.000001.0a1b2c3d": longest,
      owner: "grace",
    });
    await assert.rejects(() => registry.setTag(name, "long", "x".repeat(5001)), /5001.*5000/);
    await assert.rejects(() => registry.setTag(name, "a#b", "x"), UserError);
    await assert.rejects(() => registry.setTag(`${name}?`, "a", "x"), UserError);
  },

  async "tags of a version are its own, the last value counts"({ registry, name, register }) {
    await register({ tags: { seed: "42" } });
    await register();
    await registry.setVersionTag(name, 1, "monitor.status", "ok");
    await registry.setVersionTag(name, 1, "monitor.status", "alarm");
    const { versions } = (await registry.read(name))!;
    assert.deepEqual(versions.map(({ tags }) => plain(tags)), [
      {},
      { seed: "42", "monitor.status": "alarm" },
    ]);
    await assert.rejects(() => registry.setVersionTag(name, 3, "a", "x"), UserError);
    await assert.rejects(() => registry.setVersionTag(name, 1, "a#b", "x"), UserError);
  },

  async "tags written at once are all kept"({ registry, name, register }) {
    await register();
    const keys = Array.from({ length: 12 }, (_, index) => `audit.${index}`);
    await Promise.all(keys.map((key) => registry.setTag(name, key, key)));
    assert.deepEqual(Object.keys((await registry.read(name))!.tags).sort(), keys.sort());
  },
};

/** Values without prototypes, which differ from one registry to the next. */
function plain<T>(value: T): T {
  return structuredClone(value);
}
