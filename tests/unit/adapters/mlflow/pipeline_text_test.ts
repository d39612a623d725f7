import assert from "node:assert/strict";
import type { ModelFolder } from "@/adapters/mlflow/model_folder.ts";
import { readPipelineText } from "@/adapters/mlflow/pipeline_text.ts";
import { sha256 } from "@/workflows/model/checksums.ts";

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string>>, pipelineDigest?: string): ModelFolder {
  return {
    source: "models:/Model/3",
    modelId: undefined,
    version: undefined,
    pipelineDigest,
    runId: undefined,
    tags: {},
    read: (path) =>
      Promise.resolve(path in files ? new TextEncoder().encode(files[path]) : undefined),
  };
}

const text = '{"é": 1}';
const digest = sha256(text);
const other = sha256("other");

Deno.test("the pipeline is the text whose digest was logged", async () => {
  const listed = { "checksums.sha256": `${digest}  pipeline.json\n` };
  for (
    const folder of [
      folderOf({ "pipeline.json": text }, digest),
      folderOf({ "pipeline.json": text, ...listed }),
      folderOf({ "pipeline.json": text }),
    ]
  ) assert.deepEqual(await readPipelineText(folder), { text, digest });
});

Deno.test("the server's database goes before the folder's own list", async () => {
  const listed = { "checksums.sha256": `${other}  pipeline.json\n` };
  const folder = folderOf({ "pipeline.json": text, ...listed }, digest);
  assert.equal((await readPipelineText(folder)).digest, digest);
});

Deno.test("another digest, and no pipeline, are refused", async () => {
  const refused = (folder: ModelFolder, message: RegExp) =>
    assert.rejects(readPipelineText(folder), { name: "UserError", exitCode: 65, message });
  const changed =
    /^Cannot load models:\/Model\/3: its pipeline\.json \(9 bytes\) is cut off or was/;
  await refused(folderOf({ "pipeline.json": text }, other), changed);
  const listed = { "checksums.sha256": `${other}  pipeline.json\n` };
  await refused(folderOf({ "pipeline.json": text, ...listed }), changed);
  await refused(folderOf({}), /it has no pipeline\.json/);
});
