import assert from "node:assert/strict";
import { join } from "node:path";
import { fileModelCache } from "@/adapters/files/model_cache.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import { fetchedModel } from "../../../fetched_models.ts";
import { withTemporaryFolder } from "../../../temporary_folder.ts";

const wanted = "models:/Model/Production";
const model = fetchedModel("3", "dummy");

async function withCache(use: (path: string) => Promise<void>): Promise<void> {
  await withTemporaryFolder((folder) => use(join(folder, ".serve", "model.json")));
}

Deno.test("what is stored comes back, also what it does not have", async () => {
  await withCache(async (path) => {
    const cache = fileModelCache(path, wanted);
    assert.equal(await cache.load(), undefined);
    for (const each of [model, { ...model, referenceText: undefined, card: undefined }]) {
      await cache.store(each);
      assert.deepEqual(await fileModelCache(path, wanted).load(), each);
    }
  });
});

Deno.test("a model that was stored for another URI is not the one that is wanted", async () => {
  await withCache(async (path) => {
    await fileModelCache(path, "models:/Other/Production").store(model);
    assert.equal(await fileModelCache(path, wanted).load(), undefined);
  });
});

Deno.test("a file that was changed, cut off or made by another program is told", async () => {
  await withCache(async (path) => {
    const cache = fileModelCache(path, wanted);
    await cache.store(model);
    const whole = await Deno.readTextFile(path);
    const foreign = JSON.stringify({ wanted, pipelineText: "{}" });
    const damaged = [
      whole.slice(0, -1),
      whole.replace("0.45", "0.95"),
      whole.slice(whole.indexOf("\n") + 1),
      "",
      "\n",
      `${sha256(foreign)}\n${foreign}`,
    ];
    for (const text of damaged) {
      assert.notEqual(text, whole);
      await Deno.writeTextFile(path, text);
      await assert.rejects(cache.load(), {
        name: "UserError",
        exitCode: 65,
        message: `The cached model ${path} is damaged.`,
      });
    }
  });
});

Deno.test("several writers at once leave one whole model and nothing else", async () => {
  await withCache(async (path) => {
    const cache = fileModelCache(path, wanted);
    await Promise.all(Array.from({ length: 8 }, () => cache.store(model)));
    assert.deepEqual(await cache.load(), model);
    assert.deepEqual(Array.from(Deno.readDirSync(join(path, "..")), ({ name }) => name), [
      "model.json",
    ]);
  });
});

Deno.test("a place that cannot be written to is told", async () => {
  await withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "");
    const cache = fileModelCache(join(folder, "file", "model.json"), wanted);
    await assert.rejects(cache.store(model), { name: "UserError", message: /Cannot write/ });
  });
});
