/** Looks whether a server can be reached, is MLflow, and lets us in. */
import { searchExperiments } from "@/adapters/mlflow/endpoints/experiments.ts";
import { MlflowError } from "@/adapters/mlflow/errors.ts";
import { createTransport, type TransportOptions } from "@/adapters/mlflow/transport.ts";

/** Why a server does not answer as it should, asked once for its experiments; undefined if it does. */
export async function serverProblem(
  server: Pick<TransportOptions, "baseUrl"> & Partial<Pick<TransportOptions, "credentials">>,
): Promise<string | undefined> {
  const transport = createTransport({ ...server, timeoutMs: 10_000, retry: { attemptCount: 1 } });
  try {
    await searchExperiments(transport).next();
    return undefined;
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error;
    return error.message;
  }
}
