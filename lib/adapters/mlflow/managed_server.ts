/** The local MLflow server: started when missing, left running, found again by the next task. */
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { exitCode, UserError } from "@/errors.ts";
import { type Progress, withProgress } from "@/workflows/progress.ts";
import { directFetch } from "@/adapters/mlflow/direct_fetch.ts";
import {
  findServer,
  isServerAlive,
  logPath,
  type ManagedServer,
  readLogTail,
  removeState,
} from "@/adapters/mlflow/server_state.ts";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";

/** Which server is meant. */
export interface ServerPlace {
  /** The project's folder. */
  readonly root: string;
  /** Where the server keeps its database, artifacts and log; `<root>/mlruns` unless told. */
  readonly directory?: string | undefined;
  /** Gives up waiting; a server that starts goes on starting. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@linkcode ensureMlflowServer} is given. */
export interface MlflowServerOptions extends ServerPlace {
  readonly progress: Progress;
  /** The port that it must have, 0 for any; unless told, the first free one from 5000 on. */
  readonly port?: number | undefined;
}

const preferredPort = 5000;
/** Ends before 5060, which browsers refuse to call. */
const portCount = 50;
/** What the server's process ends with when it finds no free port. */
const portTaken = 98;
const startTimeoutMs = 180_000;
const stopTimeoutMs = 20_000;
const answerTimeoutMs = 5_000;
const pollMs = 100;

/**
 * The project's own MLflow server, ready to answer. It outlives the task that starts it.
 *
 * @throws {UserError} when it cannot start, or runs or would run on another port than asked for
 */
export async function ensureMlflowServer(
  options: MlflowServerOptions,
): Promise<ManagedServer & { readonly started: boolean }> {
  const { port, progress, signal } = options;
  const directory = directoryOf(options);
  const running = await findServer(directory);
  if (running === undefined) return await startServer(directory, options);
  refuseOtherPort(running, port);
  if (await answers(running, directFetch(), signal)) return { ...running, started: false };
  return await withProgress(
    progress.start(`Waiting for MLflow at ${running.url}`),
    async (task) => {
      const server = await waitForAnswer(directory, () => false, signal);
      task.done();
      return { ...server, started: false };
    },
  );
}

/** The project's own MLflow server; undefined when it does not run. */
export function mlflowServerStatus(place: ServerPlace): Promise<ManagedServer | undefined> {
  return findServer(directoryOf(place));
}

/**
 * Ends the project's own MLflow server, and waits until it has ended.
 *
 * @returns the server that ran; undefined when none did
 * @throws {UserError} when it does not end
 */
export async function stopMlflowServer(place: ServerPlace): Promise<ManagedServer | undefined> {
  const directory = directoryOf(place);
  const server = await findServer(directory);
  if (server === undefined) return undefined;
  await removeState(directory);
  const deadline = Date.now() + stopTimeoutMs;
  while (await isServerAlive(directory)) {
    if (Date.now() > deadline) {
      throw new UserError(`MLflow at ${server.url} does not end.`, {
        hint: `End its process by hand: ${server.pid}.`,
      });
    }
    await pause(place.signal);
  }
  return server;
}

async function startServer(
  directory: string,
  { root, port, progress, signal }: MlflowServerOptions,
): Promise<ManagedServer & { readonly started: boolean }> {
  const { python } = await ensurePythonEnvironment({ root, feature: "train", progress, signal });
  await Deno.mkdir(directory, { recursive: true });
  return await withProgress(progress.start("Starting MLflow"), async (task) => {
    const child = spawnServer(python, directory, port);
    let end: Deno.CommandStatus | undefined;
    child.status.then((status) => end = status);
    const server = await waitForAnswer(directory, () => {
      if (end?.code === portTaken) throw portTakenError(port);
      return end === undefined;
    }, signal);
    refuseOtherPort(server, port);
    const moved = port === undefined && server.port !== preferredPort;
    task.done(`${moved ? `port ${preferredPort} is taken, so ` : ""}at ${server.url}`);
    return { ...server, started: server.pid === child.pid };
  });
}

/** Starts the process in a session of its own, so that it outlives us and our Ctrl-C. */
function spawnServer(
  python: string,
  directory: string,
  port: number | undefined,
): Deno.ChildProcess {
  const script = fileURLToPath(new URL("managed_server.py", import.meta.url));
  const ports = port === undefined ? [preferredPort, portCount] : [port, 1];
  const child = new Deno.Command(python, {
    args: ["-I", script, directory, ...ports.map(String)],
    detached: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
  return child;
}

async function waitForAnswer(
  directory: string,
  isStarting: () => boolean,
  signal: AbortSignal | undefined,
): Promise<ManagedServer> {
  const call = directFetch();
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const starting = isStarting();
    const server = await findServer(directory);
    if (server !== undefined && await answers(server, call, signal)) return server;
    if (server === undefined && !starting) throw await startError(directory, "ended on its start");
    await pause(signal);
  }
  throw await startError(directory, `did not answer within ${startTimeoutMs / 1000} s`);
}

/** Whether the server answers; while it starts, the call hangs rather than fails. */
async function answers(
  { url }: ManagedServer,
  call: typeof fetch,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const timeout = AbortSignal.timeout(answerTimeoutMs);
  try {
    const response = await call(`${url}/health`, {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pollMs));
  signal?.throwIfAborted();
}

function directoryOf({ root, directory = join(root, "mlruns") }: ServerPlace): string {
  return directory;
}

function refuseOtherPort({ url, port }: ManagedServer, asked: number | undefined): void {
  if (!asked || asked === port) return;
  throw new UserError(`MLflow already runs at ${url}, so it cannot start on port ${asked}.`, {
    exitCode: exitCode.usage,
    hint: "Stop it first: deno task mlflow --stop",
  });
}

function portTakenError(port: number | undefined): UserError {
  const ports = port === undefined
    ? `ports ${preferredPort} to ${preferredPort + portCount - 1} are`
    : `port ${port} is`;
  return new UserError(`MLflow cannot start: ${ports} taken by other programs.`, {
    exitCode: exitCode.unavailable,
    hint: "Choose a free one: deno task mlflow --port 5100",
  });
}

async function startError(directory: string, what: string): Promise<UserError> {
  const tail = await readLogTail(directory);
  return new UserError(`MLflow ${what}.${tail && ` The end of ${logPath(directory)}:${tail}`}`, {
    exitCode: exitCode.unavailable,
    hint: "Put right what the log says and run the task again.",
  });
}
