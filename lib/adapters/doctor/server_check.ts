/** Looks whether the MLflow server answers. */
import { type GivenServer, givenServer } from "@/adapters/mlflow/connection.ts";
import {
  ensureMlflowServer,
  type MlflowServerOptions,
  mlflowServerStatus,
} from "@/adapters/mlflow/managed_server.ts";
import { serverProblem } from "@/adapters/mlflow/server_problem.ts";
import type { Check, Diagnosis } from "@/workflows/doctor/examine.ts";
import { repairCommand } from "@/workflows/doctor/finding.ts";

/** The check of the server that `MLFLOW_TRACKING_URI` names, or of the local one. */
export function serverCheck(options: Omit<MlflowServerOptions, "port">): Check {
  return {
    title: "MLflow",
    async examine() {
      const given = givenServer();
      return given ? await examineGiven(given) : await examineLocal(options);
    },
    async repair() {
      const { url } = await ensureMlflowServer(options);
      return [`started MLflow at ${url}`];
    },
  };
}

async function examineGiven(given: GivenServer): Promise<Diagnosis> {
  const problem = await serverProblem(given);
  if (problem === undefined) return { summary: `answers at ${given.baseUrl}`, findings: [] };
  return unreachable(
    `${given.baseUrl}, which MLFLOW_TRACKING_URI names: ${problem}`,
    "Start that server or correct the variable; without it a local server is used.",
    false,
  );
}

async function examineLocal(options: Omit<MlflowServerOptions, "port">): Promise<Diagnosis> {
  const server = await mlflowServerStatus(options);
  if (server === undefined) {
    return unreachable(
      "The local MLflow server does not run.",
      `To start it: deno task mlflow, or ${repairCommand}`,
      true,
    );
  }
  const problem = await serverProblem({ baseUrl: server.url });
  if (problem === undefined) return { summary: `answers at ${server.url}`, findings: [] };
  return unreachable(
    `The local MLflow server does not answer: ${problem}`,
    "To start it anew: deno task mlflow --stop, then deno task mlflow",
    false,
  );
}

function unreachable(message: string, mend: string, repairable: boolean): Diagnosis {
  const finding = { check: "mlflow.unreachable", severity: "error", message, mend } as const;
  return { summary: "", findings: [{ ...finding, repairable }] };
}
