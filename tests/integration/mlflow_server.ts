/** A real MLflow server for tests: the one that the test task shares, or one for this file alone. */
import { fileURLToPath } from "node:url";
import { ensureMlflowServer, stopMlflowServer } from "@/adapters/mlflow/managed_server.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";

/** A server that runs until it is stopped. */
export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A server with a database that the tests of one run share: name experiments and models so that
 * no other test has them. Without `HEART_TEST_MLFLOW_URL` it is a new one, on any free port, with
 * all it keeps in a temporary folder; `.venv` is made when missing.
 */
export async function startTestServer(): Promise<TestServer> {
  const shared = Deno.env.get("HEART_TEST_MLFLOW_URL");
  return shared ? { url: shared, stop: () => Promise.resolve() } : await startOwnServer();
}

/** A server for tests that stop it. */
export async function startOwnServer(): Promise<TestServer> {
  const directory = await Deno.makeTempDir({ prefix: "heart-mlflow-" });
  const place = { root, directory };
  const { url } = await ensureMlflowServer({ ...place, port: 0, progress: terminalProgress() });
  return {
    url,
    async stop() {
      await stopMlflowServer(place);
      await Deno.remove(directory, { recursive: true });
    },
  };
}
