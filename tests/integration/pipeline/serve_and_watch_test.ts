/** The end of the pipeline on the synthetic cohort: an alarm when the patients change, and none before. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { cohortCsv, parseCohort } from "../../unit/data/synthetic/cohort.ts";
import { startTestServer } from "../mlflow_server.ts";
import { registerVersion } from "../promote/registered_versions.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const script = fileURLToPath(new URL("./watch.ts", import.meta.url));

Deno.test("the pipeline's second check alone raises an alarm", async () => {
  const server = await startTestServer();
  const cohort = { rowCount: 920, seed: 42 };
  const model = `Watched ${crypto.randomUUID()}`;
  await registerVersion(createTransport({ baseUrl: server.url }), {
    name: model,
    dataset: parseCohort(cohort).dataset,
    params: { nEstimators: 41, maxDepth: 6 },
  });
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, "cohort.csv");
    await Deno.writeTextFile(data, cohortCsv(cohort));
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-qA", "--no-check", "--unstable-worker-options", script, model, data],
      cwd: root,
      env: { MLFLOW_TRACKING_URI: server.url, NO_COLOR: "1" },
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const { answer, batches: [stable, shifted] } = JSON.parse(new TextDecoder().decode(stdout));
    assert.equal(answer.model_version, "1");
    assert.deepEqual([stable.verdict, shifted.verdict], ["ok", "alarm"]);
    const [before, after] = [stable, shifted].map(({ check }) => check.versions[0]);
    // The one patient who came first counts as well.
    assert.deepEqual([before.answers, after.answers], [301, 300]);
    assert.equal(before.performance.realised.answers, 300);
    const raised = after.columns
      .filter(({ verdict }: { verdict: string }) => verdict === "alarm")
      .map(({ column }: { column: string }) => column);
    for (const column of ["age", "chol", "thalch"]) assert(raised.includes(column), column);
  });
  await server.stop();
});
