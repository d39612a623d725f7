/** Runs the project's Python with MLflow pointed at a test server. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { environment } from "../../native_xgboost.ts";

/** Environment variables for programs that shall use the server. */
export function mlflowVariables(serverUrl: string): Record<string, string> {
  return {
    MLFLOW_TRACKING_URI: serverUrl,
    MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR: "false",
    PYTHONWARNINGS: "ignore",
    // MLflow's server is started through a shell, which must find the same Python.
    PATH: `${environment!.binDir}:${Deno.env.get("PATH")}`,
  };
}

/** Sends a request to a script of this folder and reads its answer, both JSON. */
export async function askPython(script: string, serverUrl: string, request: unknown) {
  const child = new Deno.Command(environment!.python, {
    args: [fileURLToPath(new URL(script, import.meta.url))],
    env: mlflowVariables(serverUrl),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(request)));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
