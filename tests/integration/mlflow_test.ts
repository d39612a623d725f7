/** The client and the tracker against a real MLflow server, healthy and behind a bad line. */
import assert from "node:assert/strict";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createTransport, type Transport } from "@/adapters/mlflow/transport.ts";
import { checkRegistry } from "../conformance/check_registry.ts";
import { checkTracker } from "../conformance/check_tracker.ts";
import { makeLoggedModel, registryChecks } from "./mlflow/registry_endpoints.ts";
import { trackingChecks } from "./mlflow/tracking_endpoints.ts";
import { startTestServer } from "./mlflow_server.ts";

/** Calls that are sent once only, because the server would do them twice. */
const onceOnly =
  /\/(runs\/create|runs\/outputs|experiments\/(delete|restore)|model-versions\/(create|delete)|registered-models\/delete|logged-models)$/;

/** Delivers every call, and loses the first answer to each that may be repeated. */
function forgetfulFetch(): typeof fetch {
  const answered = new Set<string>();
  return async (input, init) => {
    const response = await fetch(input, init);
    const call = `${init?.method} ${input} ${init?.body}`;
    if (onceOnly.test(new URL(String(input)).pathname) || answered.has(call)) return response;
    answered.add(call);
    await response.body?.cancel();
    throw new TypeError("the answer was lost");
  };
}

/** Delivers every call, and loses the answer to each version that is created. */
const versionLostFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!String(input).endsWith("/model-versions/create")) return response;
  await response.body?.cancel();
  throw new TypeError("the answer was lost");
};

/** A registry behind a line, and logged models on the same server. */
function registryOver(transport: Transport, line: Transport) {
  return {
    registry: createMlflowRegistry({ transport: line }),
    async logModel() {
      const { run, model } = await makeLoggedModel(transport);
      return { modelId: model.id, runId: run.id };
    },
  };
}

/** Answers uploads by an error that no repeat mends, and delivers everything else. */
const fullDiskFetch: typeof fetch = (input, init) =>
  init?.method === "PUT"
    ? Promise.resolve(new Response("disk full", { status: 507 }))
    : fetch(input, init);

Deno.test("the MLflow client against a real server", async (t) => {
  const server = await startTestServer();
  const baseUrl = server.url;
  try {
    const transport = createTransport({ baseUrl });
    await t.step("the tracker keeps a tracker's promises", (t) => {
      return checkTracker(t, (options) => createMlflowTracker({ ...options, transport }));
    });

    await t.step("it keeps them when every answer that may be lost is lost once", (t) => {
      const sleep = () => Promise.resolve();
      return checkTracker(t, (options) => {
        const forgetful = createTransport({ baseUrl, sleep, fetch: forgetfulFetch() });
        return createMlflowTracker({ ...options, transport: forgetful });
      });
    });

    await t.step("the registry keeps a registry's promises", (t) => {
      return checkRegistry(t, registryOver(transport, transport));
    });

    await t.step("it keeps them when answers are lost, those to new versions too", async (t) => {
      const sleep = () => Promise.resolve();
      for (const fetch of [forgetfulFetch(), versionLostFetch]) {
        const line = createTransport({ baseUrl, sleep, fetch });
        await checkRegistry(t, registryOver(transport, line));
      }
    });

    await t.step("a run whose upload failed ends as FAILED, with the reason", async () => {
      const fullDisk = createTransport({ baseUrl, fetch: fullDiskFetch });
      const origin = { user: "ada", sourceName: "test" };
      const tracker = createMlflowTracker({ transport: fullDisk, origin });
      const experiment = await tracker.experiment("full disk");
      const run = await tracker.startRun({ experiment, name: "run" });
      run.logMetrics([{ name: "auc", value: 0.9 }]);
      run.logArtifact("plots/roc.svg", "<svg/>");
      await assert.rejects(() => run.end("FINISHED"), /507: disk full/);
      const { status, metrics } = await tracker.readRun(run.id);
      assert.deepEqual([status, metrics.auc], ["FAILED", 0.9]);
    });

    for (const [name, check] of Object.entries({ ...trackingChecks, ...registryChecks })) {
      await t.step(name, () => check(transport));
    }

    const forgetful = { baseUrl, sleep: () => Promise.resolve() };
    for (const [name, check] of Object.entries(registryChecks)) {
      await t.step(`${name}, when answers are lost`, () => {
        return check(createTransport({ ...forgetful, fetch: forgetfulFetch() }));
      });
    }
  } finally {
    await server.stop();
  }
});
