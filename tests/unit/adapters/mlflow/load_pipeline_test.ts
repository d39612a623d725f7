import assert from "node:assert/strict";
import { join } from "node:path";
import { loadPipeline } from "@/adapters/mlflow/load_pipeline.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import { toModel } from "@/workflows/model/model.ts";
import { assessedModel } from "../../../assessed_models.ts";

const subject = await assessedModel("logistic");
const files = toModel(subject).files({ id: "m-1", runId: "r1", artifactUri: "", createdMs: 0 });
const pipelineText = String(files["pipeline.json"]);

const load = (path: string) =>
  loadPipeline(path, {
    schema: heartSchema,
    connect: () => Promise.reject(new Error("no server is needed")),
  });

/** A model's folder with some files changed, or left out when undefined. */
async function makeFolder(changes: Record<string, string | undefined> = {}): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "heart-model-" });
  for (const [path, content] of Object.entries({ ...files, ...changes })) {
    if (content === undefined || path.includes("/")) continue;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(join(folder, path), bytes);
  }
  return folder;
}

async function withFolder(
  changes: Record<string, string | undefined>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await makeFolder(changes);
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const refused = (path: string, message: RegExp) =>
  assert.rejects(load(path), { name: "UserError", exitCode: 65, message });

Deno.test("a folder, its pipeline.json and a file address load the same pipeline", async () => {
  await withFolder({ "copy.json": pipelineText }, async (folder) => {
    const paths = [
      folder,
      join(folder, "pipeline.json"),
      `file://${folder}`,
      join(folder, "copy.json"),
    ];
    for (const path of paths) {
      const { pipeline, digest, modelId, version } = await load(path);
      assert.equal(serializePipeline(pipeline), pipelineText);
      assert.equal(digest, sha256(pipelineText));
      assert.deepEqual([modelId, version], [undefined, undefined]);
    }
  });
});

Deno.test("a pipeline that is cut off or changed does not match its digest", async () => {
  const cut = pipelineText.slice(0, -100);
  const changed = pipelineText.replace(/"threshold":[\d.]+/, '"threshold":0.9');
  for (const damaged of [cut, changed]) {
    await withFolder({ "pipeline.json": damaged }, async (folder) => {
      await refused(folder, /is cut off or was changed: its SHA-256 is [0-9a-f]{64}, and /);
      await refused(join(folder, "pipeline.json"), /is cut off or was changed/);
    });
  }
});

Deno.test("without a list of digests the reason is the reader's own", async () => {
  const newer = pipelineText.replace('"version":1', '"version":2');
  const other = pipelineText.replace(/"schemaFingerprint":"\w+"/, '"schemaFingerprint":"0"');
  const cases: [string, RegExp][] = [
    [pipelineText.slice(0, -100), /it is not complete JSON/],
    [newer, /its format is version 2, and this program reads version 1/],
    [other, /it was made for schema 0, and this program's is \w+/],
    ["{}", /it is not a heart-pipeline file/],
  ];
  for (const [text, reason] of cases) {
    await withFolder(
      { "pipeline.json": text, "checksums.sha256": undefined },
      (folder) => refused(folder, reason),
    );
  }
});

Deno.test("another program's model, an empty place and no place are refused", async () => {
  await withFolder({ "pipeline.json": undefined }, async (folder) => {
    await refused(folder, /it has no pipeline\.json: another program made it/);
    await refused(join(folder, "pipeline.json"), /there is no such file or folder/);
    await refused(join(folder, "nowhere"), /there is no such file or folder/);
  });
});
