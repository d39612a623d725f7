/** `deno task mlflow`: starts the local MLflow server, tells whether it runs, or stops it. */
import { join } from "node:path";
import { Option } from "commander";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { interruptSignal } from "@/adapters/terminal/interrupt.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { type GivenServer, givenServer } from "@/adapters/mlflow/connection.ts";
import {
  ensureMlflowServer,
  mlflowServerStatus,
  stopMlflowServer,
} from "@/adapters/mlflow/managed_server.ts";
import { serverProblem } from "@/adapters/mlflow/server_problem.ts";
import { describe, type ServerReport } from "./mlflow/describe.ts";

const root = join(import.meta.dirname!, "..");

/** What `systemctl status` ends with, too, for a service that does not run. */
const notRunningCode = 3;

const command = taskCommand(
  "mlflow",
  "Start the local MLflow server, which then keeps running; with a flag, look after it.",
)
  .addOption(new Option("--stop", "stop it").conflicts(["status", "port"]))
  .addOption(new Option("--status", "tell whether it runs; exit code 3 if not").conflicts("port"))
  .option("--port <number>", "its port; the first free one from 5000 on", integerFlag(1024, 65535))
  .option("--json", "print the answer as JSON on standard output", false)
  .addHelpText(
    "after",
    `
Everything it keeps is in mlruns/: database, artifacts, server.log. With MLFLOW_TRACKING_URI set,
that server is used and none is started.

Examples:
  deno task mlflow
  deno task mlflow --port 5100
  deno task mlflow --status --json
  deno task mlflow --stop`,
  )
  .action(async ({ stop, status, port, json }: Flags) => {
    const report = await (stop ? stopServer() : lookAfter(givenServer(), status, port));
    console.log(json ? JSON.stringify(report) : describe(report));
    if (!stop && !report.running) Deno.exitCode = notRunningCode;
  });

interface Flags {
  readonly stop?: true;
  readonly status?: true;
  readonly port?: number;
  readonly json: boolean;
}

async function lookAfter(
  given: GivenServer | undefined,
  statusOnly: boolean | undefined,
  port: number | undefined,
): Promise<ServerReport> {
  if (given !== undefined) {
    const problem = await serverProblem(given);
    const report = { managed: false, url: given.baseUrl } as const;
    return problem === undefined
      ? { ...report, running: true }
      : { ...report, running: false, problem };
  }
  const server = statusOnly ? await mlflowServerStatus({ root }) : await ensureMlflowServer({
    root,
    port,
    progress: terminalProgress(),
    signal: interruptSignal(),
  });
  return server ? { managed: true, running: true, ...server } : { managed: true, running: false };
}

async function stopServer(): Promise<ServerReport> {
  const server = await stopMlflowServer({ root, signal: interruptSignal() });
  return { managed: true, running: false, stopped: server !== undefined };
}

await runTask(command);
