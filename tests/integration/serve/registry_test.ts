/** `deno task serve` follows a real MLflow registry under load, and outlives it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { uploadArtifact } from "@/adapters/mlflow/endpoints/artifacts.ts";
import { getLoggedModel } from "@/adapters/mlflow/endpoints/logged_models.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";
import { exampleRow } from "../../example_row.ts";
import { readLog } from "../../read_log.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { madeUpDataset } from "../../unit/pipeline/patients.ts";
import { startOwnServer } from "../mlflow_server.ts";
import { registerVersion } from "../promote/registered_versions.ts";
import { loadService } from "./load_service.ts";
import { ask, loggedIds, refuseToServe, until, withServe } from "./serve_task.ts";

Deno.test("serve and the registry", async (t) => {
  const server = await startOwnServer();
  const transport = createTransport({ baseUrl: server.url });
  const registry = createMlflowRegistry({ transport });
  const name = `Served ${crypto.randomUUID()}`;
  const dataset = madeUpDataset(150);
  const env = { MLFLOW_TRACKING_URI: server.url };
  const flags = ["--model", `models:/${name}/Production`, "--poll", "0.1"];
  const register = () =>
    registerVersion(transport, { name, dataset, params: { nEstimators: 11, maxDepth: 4 } });
  const put = async ({ version }: RegisteredVersion, stage: "Production" | "Staging") => {
    await registry.setStage(name, version, stage);
    await registry.setAlias(name, stage === "Production" ? "champion" : "staging", version);
  };
  const readiness = async (url: string) => await (await fetch(`${url}/health/ready`)).json();
  const serves = (url: string, { version }: RegisteredVersion) =>
    until(async () => (await readiness(url)).model_version === String(version));

  try {
    await withTemporaryFolder(async (folder) => {
      const first = await register();

      await t.step("without a Production model it says what to run", async () => {
        const { code, stderr } = await refuseToServe(folder, flags, env);
        assert.equal(code, 1);
        assert.match(stderr, /has no version in Production\.\n→ Run: deno task promote/);
      });

      await put(first, "Production");
      const [second, third] = [await register(), await register()];

      await t.step("promotion, a damaged model and a roll-back cost no request", async () => {
        const code = await withServe(
          folder,
          [...flags, "--workers", "2"],
          async ({ url, said }) => {
            const load = loadService(url, 8);
            await until(() => load.answered.length > 50);
            await put(second, "Production");
            await serves(url, second);
            await until(() => load.versions.has(String(second.version)));

            const { artifactUri } = await getLoggedModel(transport, third.modelId!);
            const damaged = new TextEncoder().encode('{"format": "heart-pipeline"');
            await uploadArtifact(transport, artifactUri, "pipeline.json", damaged);
            await put(third, "Production");
            // The threads look for themselves, and may see a promotion half done.
            let seen = await readiness(url);
            await until(async () => {
              seen = await readiness(url);
              return /\(27 bytes\) is cut off or was changed/.test(seen.problems[0]);
            });
            const { status, model_version } = seen;
            assert.deepEqual([status, model_version], ["ready", String(second.version)]);
            assert.match(
              await (await fetch(`${url}/metrics`)).text(),
              /^heart_model_is_current 0$/m,
            );
            await until(() => /warning: The model stays at version/.test(said.stderr));

            await put(first, "Production");
            await serves(url, first);
            const before = load.answered.length;
            await until(() => load.answered.length > before + 50);
            await load.stop();
            assert.deepEqual(load.failures, []);
            assert.deepEqual(
              [...load.versions].sort(),
              [first, second].map(({ version }) => String(version)),
            );
            assert.deepEqual(
              (await loggedIds(join(folder, "prediction_log.csv"))).sort(),
              [...load.answered].sort(),
            );
          },
          env,
        );
        assert.equal(code, 0);
      });

      await t.step("a shadow in Staging answers beside it, in a log of its own", async () => {
        const args = [...flags, "--shadow", `models:/${name}/Staging`];
        await withServe(folder, args, async ({ url, said }) => {
          // A service starts without a shadow, too: a promotion leaves Staging empty.
          assert.match(
            said.stderr,
            /warning: The shadow model is missing: .*no version in Staging/,
          );
          await put(second, "Staging");
          await until(() => /The shadow model is now version/.test(said.stderr));
          const { request_id, model_version } = await (await ask(url, exampleRow)).json();
          assert.equal(model_version, String(first.version));
          const log = csvPredictionLog(join(folder, "prediction_log.csv"), heartSchema);
          await until(async () => (await readLog(log.shadows)).rows.length > 0);
          const { rows } = await readLog(log.shadows);
          assert.deepEqual(rows.map(([, id, , version]) => [id, version]), [
            [request_id, String(second.version)],
          ]);
        }, env);
      });

      await t.step("with MLflow down, the last model goes on, and starts again", async () => {
        await withServe(folder, flags, async ({ url, said }) => {
          const load = loadService(url, 4);
          await server.stop();
          await until(() => /warning: The model stays at version/.test(said.stderr));
          await load.stop();
          assert.deepEqual(load.failures, []);
          const { status, from_cache, problems } = await readiness(url);
          assert.deepEqual([status, from_cache, problems.length], ["ready", false, 1]);
        }, env);
        await withServe(folder, [...flags, "--workers", "2"], async ({ url, said }) => {
          const { probability, model_version } = await (await ask(url, exampleRow)).json();
          assert.ok(probability >= 0 && probability <= 1);
          assert.equal(model_version, String(first.version));
          const { status, from_cache, problems } = await readiness(url);
          assert.deepEqual([status, from_cache, problems.length], ["ready", true, 1]);
          assert.match(said.stderr, /warning: Serving the last model from the cache: /);
        }, env);
        // The copy is of the model that was asked for, and of no other.
        const other = ["--model", "models:/Other/Production"];
        const { code, stderr } = await refuseToServe(folder, other, env);
        assert.equal(code, 69, stderr);
      });

      await t.step("a copy that was damaged is not served", async () => {
        const path = join(folder, ".serve", "model.json");
        const copy = await Deno.readTextFile(path);
        await Deno.writeTextFile(path, copy.replace('"version":"1"', '"version":"2"'));
        const { code, stderr } = await refuseToServe(folder, flags, env);
        assert.equal(code, 69, stderr);
      });
    });
  } finally {
    await server.stop().catch(() => {});
  }
});
