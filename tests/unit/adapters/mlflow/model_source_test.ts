import assert from "node:assert/strict";
import { join } from "node:path";
import { mlflowModelSource } from "@/adapters/mlflow/model_source.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import type { Stage } from "@/workflows/registry.ts";
import { fetchedModel } from "../../../fetched_models.ts";
import { withTemporaryFolder } from "../../../temporary_folder.ts";

const noServer = () => Promise.reject(new Error("no server is needed"));

/** A server whose registry holds `Model` with these stages by version, and aliases. */
function registry(
  stages: Readonly<Record<string, Stage>>,
  aliases: Readonly<Record<string, string>> = {},
): () => Promise<Transport> {
  const versions = Object.entries(stages).map(([version, current_stage]) => ({
    name: "Model",
    version,
    current_stage,
    status: "READY",
    source: `models:/m-${version}`,
    creation_timestamp: 0,
    last_updated_timestamp: 0,
  }));
  const model = {
    name: "Model",
    creation_timestamp: 0,
    last_updated_timestamp: 0,
    aliases: Object.entries(aliases).map(([alias, version]) => ({ alias, version })),
  };
  const answers: Readonly<Record<string, unknown>> = {
    "mlflow/registered-models/get": { registered_model: model },
    "mlflow/model-versions/search": { model_versions: versions },
  };
  return () =>
    Promise.resolve({
      baseUrl: "http://mlflow",
      json: <Wire>({ path }: { path: string }) => Promise.resolve(answers[path] as Wire),
      bytes: () => Promise.reject(new Error("no file is needed")),
    });
}

const production = "models:/Model/Production";

Deno.test("a stage means the version that is in it, its alias agreeing", async () => {
  const connect = registry({ 4: "Staging", 3: "Production", 2: "Archived" }, { champion: "3" });
  const source = mlflowModelSource(production, connect);
  assert.equal(source.mayChange, true);
  assert.equal(await source.find(), "models:/Model/3");
  assert.equal(
    await mlflowModelSource("models:/Model@champion", connect).find(),
    "models:/Model/3",
  );
  const archived = mlflowModelSource("models:/Model/archived", connect);
  assert.equal(await archived.find(), "models:/Model/2");
});

Deno.test("a stage and its alias that disagree, or an alias that is missing, are refused", async () => {
  for (const aliases of [{ champion: "4" }, {}]) {
    const connect = registry({ 4: "Staging", 3: "Production" }, aliases);
    await assert.rejects(mlflowModelSource(production, connect).find(), {
      name: "UserError",
      exitCode: 1,
      message: /^'Model' contradicts itself: version 3 is in Production, and the alias 'champion' /,
    });
  }
});

Deno.test("where there is none, it says what to run", async () => {
  const hintOf = async (uri: string, connect: () => Promise<Transport>) => {
    try {
      await mlflowModelSource(uri, connect).find();
    } catch (error) {
      return (error as { hint?: string }).hint;
    }
  };
  assert.equal(await hintOf(production, registry({ 1: "None" })), "Run: deno task promote");
  const alias = await hintOf("models:/Model@champion", registry({ 1: "None" }));
  assert.equal(alias, "Run: deno task promote --list");
});

Deno.test("a version, a run and a path stay what they are, and no server is asked", async () => {
  for (const uri of ["models:/Model/3", "models:/m-1", "runs:/r1/model", "/models/best"]) {
    const source = mlflowModelSource(uri, noServer);
    assert.equal(source.mayChange, false);
    assert.equal(await source.find(), uri);
  }
});

Deno.test("a text that names no model is refused before anything is asked", () => {
  assert.throws(() => mlflowModelSource("models:/", noServer), { exitCode: 64 });
});

Deno.test("a folder's model is named for its folder and its digest", async () => {
  const { pipelineText, referenceText } = fetchedModel("3", "dummy");
  await withTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "pipeline.json"), pipelineText);
    await Deno.writeTextFile(join(folder, "reference.json"), referenceText!);
    const source = mlflowModelSource(folder, noServer);
    const digest = sha256(pipelineText);
    assert.deepEqual(await source.fetch(await source.find()), {
      identity: {
        source: folder,
        name: folder.split("/").at(-1),
        version: digest.slice(0, 12),
        runId: "",
        dataSource: "unknown",
        digest,
        metrics: {},
      },
      pipelineText,
      referenceText,
      card: undefined,
    });
  });
});
