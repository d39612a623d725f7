import assert from "node:assert/strict";
import { connectRunningMlflow } from "@/adapters/mlflow/connect_running.ts";
import { withTemporaryFolder } from "../../../temporary_folder.ts";
import { serveScript } from "./scripted_server.ts";

const variable = "MLFLOW_TRACKING_URI";

/** Sets where MLflow is while `use` lasts. */
async function withTrackingUri(uri: string | undefined, use: () => Promise<void>): Promise<void> {
  const before = Deno.env.get(variable);
  const set = (value: string | undefined) =>
    value === undefined ? Deno.env.delete(variable) : Deno.env.set(variable, value);
  set(uri);
  try {
    await use();
  } finally {
    set(before);
  }
}

Deno.test("the server that is given is the one that is asked, and twice at most", async () => {
  await using server = serveScript({ status: 503, body: "busy" });
  await withTrackingUri(server.url, async () => {
    const transport = await connectRunningMlflow("/nowhere");
    await assert.rejects(transport.json({ method: "GET", path: "mlflow/experiments/get" }), {
      exitCode: 69,
    });
    assert.equal(server.seen.length, 2);
  });
});

Deno.test("no server is started where none runs", async () => {
  await withTemporaryFolder(async (folder) => {
    await withTrackingUri(undefined, async () => {
      await assert.rejects(connectRunningMlflow(folder), {
        name: "UserError",
        exitCode: 69,
        message: "The local MLflow server does not run.",
      });
      assert.deepEqual([...Deno.readDirSync(folder)], []);
    });
  });
});
