/** Connects to the MLflow server that is meant, and starts none: a service may run no programs. */
import { exitCode, UserError } from "@/errors.ts";
import { givenServer } from "@/adapters/mlflow/connection.ts";
import { mlflowServerStatus } from "@/adapters/mlflow/managed_server.ts";
import { createTransport, type Transport } from "@/adapters/mlflow/transport.ts";

/** Whoever waits for an answer would rather have the model of yesterday than none for long. */
const timeoutMs = 10_000;

/**
 * A transport to the server of `MLFLOW_TRACKING_URI`, or to the local one.
 *
 * @throws {UserError} when the address is wrong, or the local server does not run
 */
export async function connectRunningMlflow(root: string): Promise<Transport> {
  const retry = { attemptCount: 2 };
  const given = givenServer();
  if (given) {
    const { baseUrl, credentials } = given;
    return createTransport({
      baseUrl,
      timeoutMs,
      retry,
      ...(credentials === undefined ? {} : { credentials }),
    });
  }
  const server = await mlflowServerStatus({ root });
  if (server) return createTransport({ baseUrl: server.url, timeoutMs, retry });
  throw new UserError("The local MLflow server does not run.", {
    exitCode: exitCode.unavailable,
    hint: "Start it with: deno task mlflow",
  });
}
