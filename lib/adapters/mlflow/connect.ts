/** Connects to the MLflow server that is meant: the one the environment names, or the local one. */
import { givenServer } from "@/adapters/mlflow/connection.ts";
import { ensureMlflowServer } from "@/adapters/mlflow/managed_server.ts";
import { createTransport, type Transport } from "@/adapters/mlflow/transport.ts";
import type { Progress } from "@/workflows/progress.ts";

/**
 * A transport to the server; the local one is started when it does not run.
 *
 * @throws {UserError} when the address is wrong or the local server cannot start
 */
export async function connectMlflow(
  options: { root: string; progress: Progress; signal: AbortSignal },
): Promise<Transport> {
  const given = givenServer();
  if (given) {
    const { baseUrl, credentials } = given;
    return createTransport({ baseUrl, ...(credentials === undefined ? {} : { credentials }) });
  }
  const { url } = await ensureMlflowServer(options);
  return createTransport({ baseUrl: url });
}
