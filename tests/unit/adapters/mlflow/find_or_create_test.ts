import assert from "node:assert/strict";
import { findOrCreateExperiment } from "@/adapters/mlflow/find_or_create.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { serveScript } from "./scripted_server.ts";

const missing = { status: 404, body: `{"error_code": "RESOURCE_DOES_NOT_EXIST"}` };
const taken = { status: 400, body: `{"error_code": "RESOURCE_ALREADY_EXISTS"}` };
const found = (stage: string) => ({
  body: JSON.stringify({ experiment: { experiment_id: "7", name: "e", lifecycle_stage: stage } }),
});

Deno.test("an experiment that somebody else creates meanwhile is taken", async () => {
  await using server = serveScript(missing, taken, found("active"));
  const transport = createTransport({ baseUrl: server.url });
  assert.equal((await findOrCreateExperiment(transport, "e")).id, "7");
});

Deno.test("a creation whose answer was lost is found", async () => {
  await using server = serveScript(missing, "hang up", taken, found("active"));
  const transport = createTransport({ baseUrl: server.url, sleep: () => Promise.resolve() });
  assert.equal((await findOrCreateExperiment(transport, "e")).id, "7");
});

Deno.test("a deleted experiment tells how to restore it", async () => {
  await using server = serveScript(found("deleted"));
  const transport = createTransport({ baseUrl: server.url });
  await assert.rejects(
    () => findOrCreateExperiment(transport, "e"),
    (error: { hint?: string }) => /restore --experiment-id 7/.test(error.hint!),
  );
});

Deno.test("a refused creation is not taken for a race", async () => {
  const denied = { status: 403, body: `{"error_code": "PERMISSION_DENIED"}` };
  await using server = serveScript(missing, denied);
  const transport = createTransport({ baseUrl: server.url });
  await assert.rejects(() => findOrCreateExperiment(transport, "e"), /PERMISSION_DENIED/);
});
