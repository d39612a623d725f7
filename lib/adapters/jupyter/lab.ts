/** JupyterLab on the project, with Deno's kernel, leaving no trace outside of it. */
import { join } from "node:path";
import { directFetch } from "@/adapters/mlflow/direct_fetch.ts";
import { jupyterFolder, jupyterVariables } from "@/adapters/jupyter/folders.ts";
import { choosePort } from "@/adapters/jupyter/free_port.ts";
import { installKernelspec } from "@/adapters/jupyter/kernelspec.ts";
import { writeLabSettings } from "@/adapters/jupyter/lab_settings.ts";
import { ensurePythonEnvironment } from "@/adapters/python/environment.ts";
import { exitCode, UserError } from "@/errors.ts";
import { type Progress, withProgress } from "@/workflows/progress.ts";

/** What {@linkcode startLab} is given. */
export interface LabOptions {
  /** The project's folder. */
  readonly root: string;
  /** The first free one from 8888 on unless told. */
  readonly port: number | undefined;
  /** Whether Lab opens itself in the browser. */
  readonly opensBrowser: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A Lab that answers. */
export interface Lab {
  /** With the token that lets the reader in. */
  readonly url: string;
  /** Resolves when Lab has ended: by itself, or because the signal aborted. */
  readonly ended: Promise<void>;
}

const startTimeoutMs = 120_000;
const answerTimeoutMs = 5_000;
const pollMs = 100;
const quotedLineCount = 15;

/**
 * Starts Lab and waits until it answers; it ends, with its kernels, when the signal aborts.
 *
 * @throws {UserError} when Python or the port is not to be had, or Lab does not start
 * @throws the signal's reason when it aborts first
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { root, opensBrowser, progress, signal } = options;
  const port = choosePort(options.port);
  const { python, directory } = await ensurePythonEnvironment({
    ...{ root, feature: "notebook", progress, signal },
  });
  await Promise.all([installKernelspec(directory, Deno.execPath()), writeLabSettings(directory)]);
  const token = crypto.randomUUID().replaceAll("-", "");
  return await withProgress(progress.start("Starting JupyterLab"), async (task) => {
    const process = await spawnLab(python, root, [
      `--ServerApp.port=${port}`,
      `--ServerApp.open_browser=${opensBrowser ? "True" : "False"}`,
      `--IdentityProvider.token=${token}`,
    ]);
    const end = () => process.child.kill("SIGTERM");
    signal.addEventListener("abort", end, { once: true });
    const ended = process.ended.finally(() => signal.removeEventListener("abort", end));
    await untilAnswers(`http://127.0.0.1:${port}/api`, process, signal);
    task.done(`port ${port}`);
    return { url: `http://127.0.0.1:${port}/lab/tree/notebooks?token=${token}`, ended };
  });
}

interface LabProcess {
  readonly child: Deno.ChildProcess;
  readonly logPath: string;
  readonly ended: Promise<void>;
}

async function spawnLab(
  python: string,
  root: string,
  args: readonly string[],
): Promise<LabProcess> {
  const logPath = join(jupyterFolder(root), "lab.log");
  await Deno.mkdir(jupyterFolder(root), { recursive: true });
  const log = await Deno.open(logPath, { write: true, create: true, truncate: true });
  const child = new Deno.Command(python, {
    args: [
      ...["-m", "jupyterlab"],
      ...args,
      `--ServerApp.root_dir=${root}`,
      "--ServerApp.ip=127.0.0.1",
      "--ServerApp.port_retries=0",
      "--ServerApp.answer_yes=True",
      // In a container everyone is root; the token and 127.0.0.1 keep strangers out.
      "--ServerApp.allow_root=True",
      "--LabApp.default_url=/lab/tree/notebooks",
      "--KernelSpecManager.ensure_native_kernel=False",
      "--KernelSpecManager.allowed_kernelspecs=deno",
      "--MultiKernelManager.default_kernel_name=deno",
    ],
    cwd: root,
    env: jupyterVariables(root),
    // Out of the terminal's reach, so that Ctrl-C comes once, from us, and Lab clears up in peace.
    detached: true,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const logged = child.stderr.pipeTo(log.writable);
  return { child, logPath, ended: child.status.then(() => logged) };
}

async function untilAnswers(
  url: string,
  { child, logPath, ended }: LabProcess,
  signal: AbortSignal,
): Promise<void> {
  const call = directFetch();
  let hasEnded = false;
  ended.then(() => hasEnded = true);
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(call, url))) {
    if (signal.aborted) await ended;
    signal.throwIfAborted();
    if (hasEnded) throw await startError(logPath, "ended on its start");
    if (Date.now() > deadline) {
      child.kill("SIGTERM");
      throw await startError(logPath, `did not answer within ${startTimeoutMs / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function answers(call: typeof fetch, url: string): Promise<boolean> {
  try {
    const response = await call(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function startError(logPath: string, what: string): Promise<UserError> {
  const lines = (await Deno.readTextFile(logPath)).trimEnd().split("\n").slice(-quotedLineCount);
  const quote = lines.map((line) => `\n  ${line}`).join("");
  return new UserError(`JupyterLab ${what}. The end of ${logPath}:${quote}`, {
    exitCode: exitCode.unavailable,
    hint: "Put right what the log says and run the task again.",
  });
}
