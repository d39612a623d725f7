import assert from "node:assert/strict";
import { projectChecks } from "@/adapters/doctor/project_checks.ts";
import { examine } from "@/workflows/doctor/examine.ts";
import { silentProgress } from "@/workflows/progress.ts";

const variable = "MLFLOW_TRACKING_URI";

/** What the checks of an empty folder say while the variable names a server. */
async function reportsWith(uri: string) {
  const root = await Deno.makeTempDir();
  const before = Deno.env.get(variable);
  Deno.env.set(variable, uri);
  try {
    const { signal } = new AbortController();
    const place = { root, model: "Forest", progress: silentProgress, signal };
    const reports = await examine(projectChecks(place), true);
    return Object.fromEntries(reports.map((report) => [report.title, report]));
  } finally {
    if (before === undefined) Deno.env.delete(variable);
    else Deno.env.set(variable, before);
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("an address that is none is the server's finding, and the other checks go on", async () => {
  const { MLflow, Runs, Registry, Python } = await reportsWith("databricks");
  const [{ severity, message, mend, repairable }] = MLflow.findings;
  assert.deepEqual([severity, repairable], ["error", false]);
  assert.match(message, /found 'databricks'/);
  assert.match(mend, /MLFLOW_TRACKING_URI/);
  assert(Runs.isSkipped && Registry.isSkipped);
  assert.deepEqual(Python.findings, []);
});

Deno.test("a server that answers, but is not MLflow, is told by its answer", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response("<html>Nothing here</html>", { status: 404 }),
  );
  const { MLflow, Runs } = await reportsWith(`http://127.0.0.1:${server.addr.port}`);
  assert.deepEqual(MLflow.findings.map(({ check }) => check), ["mlflow.unreachable"]);
  assert.match(MLflow.findings[0].message, /404/);
  assert.deepEqual(MLflow.repairs, []);
  assert(Runs.isSkipped);
});

Deno.test("a server that does not answer is waited for by its own check and one more", async () => {
  let callCount = 0;
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => {
      callCount++;
      return new Response("busy", { status: 503 });
    },
  );
  await reportsWith(`http://127.0.0.1:${server.addr.port}`);
  assert.equal(callCount, 2);
});
