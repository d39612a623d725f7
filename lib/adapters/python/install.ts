/** Makes `.venv` and puts the locked packages into it: by uv, or by pip where uv cannot. */
import { join } from "node:path";
import { type Progress, type ProgressTask, withProgress } from "@/workflows/progress.ts";
import { runCommand } from "@/adapters/python/command.ts";
import type { Interpreter } from "@/adapters/python/find_python.ts";
import { failureCause, installFailure } from "@/adapters/python/install_failure.ts";
import type { FailureCause } from "@/adapters/python/install_failure.ts";
import type { PythonEnvironment } from "@/adapters/python/layout.ts";
import { uvSettings } from "@/adapters/python/uv_settings.ts";

const step = "install the Python packages";

/** What a step of the set-up is given. */
export interface InstallOptions {
  /** The project's folder. */
  readonly root: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes an empty `.venv` in the place of any other.
 *
 * @throws {UserError} when Python cannot make one
 */
export function makeVenv(
  { command: [program, ...args], version }: Interpreter,
  directory: string,
  { progress, signal }: InstallOptions,
): Promise<void> {
  return withProgress(progress.start(`Making .venv with Python ${version}`), async (task) => {
    const { success, output } = await runCommand(
      program,
      [...args, "-m", "venv", "--clear", directory],
      { signal },
    );
    if (!success) throw installFailure("make .venv", output);
    task.done();
  });
}

/**
 * Installs everything a lock file names, every hash checked.
 *
 * @param lock the file's name within the project
 * @throws {UserError} when neither uv nor pip can
 */
export function installLock(
  environment: PythonEnvironment,
  lock: string,
  options: InstallOptions,
): Promise<void> {
  return withProgress(
    options.progress.start(`Installing the Python packages of ${lock}`),
    (task) => installWith(environment, lock, options, task),
  );
}

async function installWith(
  { python }: PythonEnvironment,
  lock: string,
  { root, signal }: InstallOptions,
  task: ProgressTask,
): Promise<void> {
  const onLine = (line: string) => {
    const phase = /^(?:Collecting|Downloading|Prepared|Installing) .*/.exec(line.trim());
    if (phase) task.update(0, phase[0]);
  };
  const run = (args: string[], env = {}) =>
    runCommand(python, ["-m", ...args], { cwd: root, env, signal, onLine });
  const pipInstall = (file: string) => [
    ...["pip", "install", "--disable-pip-version-check", "--no-input"],
    ...["--require-hashes", "--requirement", file],
  ];

  const uvReady = await run(pipInstall(join("requirements", "uv.lock")));
  if (uvReady.success) {
    const configuration = await run(["pip", "config", "list"]);
    const withUv = await run(
      ["uv", "pip", "install", "--python", python, "--require-hashes", "--requirement", lock],
      uvSettings(configuration.output),
    );
    if (withUv.success) return task.done(packageCount(withUv.output));
    refuse(withUv.output, ["diskFull", "hashMismatch"]);
  } else {
    refuse(uvReady.output, ["diskFull", "hashMismatch", "certificate", "proxyLogin", "network"]);
  }
  task.update(0, "by pip, which takes a minute or two");
  const withPip = await run(pipInstall(lock));
  if (!withPip.success) throw installFailure(step, withPip.output);
  task.done("by pip");
}

/** Gives up on causes that pip, tried next, would meet as well. */
function refuse(output: string, causes: readonly FailureCause[]): void {
  const cause = failureCause(output);
  if (cause !== undefined && causes.includes(cause)) throw installFailure(step, output);
}

function packageCount(output: string): string | undefined {
  return /^(?:Installed|Audited|Checked) (\d+ packages?)/m.exec(output)?.[1];
}
