/** `mlflow models serve` for a test, and its end. */
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { environment } from "../../native_xgboost.ts";
import { mlflowVariables } from "./python.ts";

/** A model behind MLflow's own server. */
export interface ServedModel {
  /** Status and body of the answer to one request. */
  invoke(request: unknown): Promise<{ status: number; body: string }>;
  stop(): Promise<void>;
}

/** Serves a model by its URI from the project's own environment; takes some seconds to start. */
export async function serveModel(modelUri: string, trackingUrl: string): Promise<ServedModel> {
  const port = await freePort();
  const child = new Deno.Command(environment!.python, {
    args: [
      ...["-m", "mlflow", "models", "serve", "--model-uri", modelUri, "--env-manager", "local"],
      ...["--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
    ],
    env: mlflowVariables(trackingUrl),
    stdout: "null",
    stderr: "null",
    // Its own process group, as the server is a grandchild.
    detached: true,
  }).spawn();
  const address = `http://127.0.0.1:${port}`;
  const served: ServedModel = {
    async invoke(request) {
      const response = await fetch(`${address}/invocations`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
      return { status: response.status, body: await response.text() };
    },
    async stop() {
      Deno.kill(-child.pid, "SIGTERM");
      await child.status;
    },
  };
  try {
    await untilReady(`${address}/ping`, child.status);
  } catch (error) {
    await served.stop().catch(() => {});
    throw error;
  }
  return served;
}

async function untilReady(url: string, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  ended.then(() => hasEnded = true);
  for (let attempt = 0; attempt < 300 && !hasEnded; attempt++) {
    try {
      const response = await fetch(url);
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(hasEnded ? "mlflow models serve ended" : "mlflow models serve did not start");
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
  return promise;
}
