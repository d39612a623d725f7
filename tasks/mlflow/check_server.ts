/** Looks whether the server of `MLFLOW_TRACKING_URI` can be reached, and lets us in. */
import { searchExperiments } from "@/adapters/mlflow/endpoints/experiments.ts";
import { MlflowError } from "@/adapters/mlflow/errors.ts";
import type { GivenServer } from "@/adapters/mlflow/connection.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import type { ServerReport } from "./describe.ts";

/** Asks the server for its experiments. */
export async function checkServer(server: GivenServer): Promise<ServerReport> {
  const transport = createTransport({ ...server, timeoutMs: 10_000, retry: { attemptCount: 1 } });
  const report = { managed: false, url: server.baseUrl } as const;
  try {
    await searchExperiments(transport).next();
    return { ...report, running: true };
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error;
    return { ...report, running: false, problem: error.message };
  }
}
