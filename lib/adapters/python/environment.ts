/** The project's Python, made or brought up to date when a task first needs it. */
import { join } from "node:path";
import { exists } from "@/adapters/files/exists.ts";
import { withFileLock } from "@/adapters/files/file_lock.ts";
import { findPython } from "@/adapters/python/find_python.ts";
import { installLock, makeVenv } from "@/adapters/python/install.ts";
import type { InstallOptions } from "@/adapters/python/install.ts";
import { layout } from "@/adapters/python/layout.ts";
import type { PythonEnvironment } from "@/adapters/python/layout.ts";
import { hashLocks, readStamp, removeStamp, writeStamp } from "@/adapters/python/stamp.ts";

/** What Python is needed for; notebooks and Spark need all that training needs and more. */
export type PythonFeature = "train" | "notebook" | "spark";

/** The lock files whose packages a feature needs; the last one names them all. */
const featureLocks = {
  train: ["requirements.lock"],
  notebook: ["requirements.lock", "requirements-notebook.lock"],
  spark: ["requirements.lock", "requirements-spark.lock"],
} as const satisfies Record<PythonFeature, readonly string[]>;

/** What {@linkcode ensurePythonEnvironment} is given. */
export interface PythonEnvironmentOptions extends InstallOptions {
  readonly feature: PythonFeature;
  /** Name or path of the Python to build on; `HEART_PYTHON` or the first that fits unless told. */
  readonly interpreter?: string | undefined;
}

/**
 * The project's `.venv`, made when it is missing, half-made or made from other lock files. Of
 * several tasks that start at once one makes it and the others wait.
 *
 * @throws {UserError} when Python or its venv module is missing, or the packages cannot be had
 */
export async function ensurePythonEnvironment(
  options: PythonEnvironmentOptions,
): Promise<PythonEnvironment> {
  const { root, feature, progress, signal } = options;
  const ready = await readyEnvironment(root, feature);
  if (ready !== undefined) return ready;

  const showWait = () => progress.start("Waiting for another task that sets Python up");
  return await withFileLock(join(root, ".venv.lock"), { showWait, signal }, async () => {
    return await readyEnvironment(root, feature) ?? await install(options);
  });
}

/** The project's `.venv`, when it has what the feature needs; takes about a millisecond. */
export async function readyEnvironment(
  root: string,
  feature: PythonFeature,
): Promise<PythonEnvironment | undefined> {
  const stamp = await readStamp(root);
  if (stamp === undefined) return undefined;
  const wanted = await hashLocks(root, featureLocks[feature]);
  const same = Object.entries(wanted).every(([name, hash]) => stamp.locks[name] === hash);
  return same ? layout(root, stamp.python) : undefined;
}

/**
 * Every feature that `.venv` was made for and no longer fits: made from other lock files, broken,
 * or half-made. Undefined when there is no `.venv`.
 */
export async function staleFeatures(root: string): Promise<PythonFeature[] | undefined> {
  if (!(await exists(join(root, ".venv")))) return undefined;
  const stamp = await readStamp(root);
  if (stamp === undefined) return ["train"];
  const installed = Object.keys(featureLocks).filter((feature): feature is PythonFeature =>
    featureLocks[feature as PythonFeature].every((name) => name in stamp.locks)
  );
  const ready = await Promise.all(installed.map((feature) => readyEnvironment(root, feature)));
  return installed.filter((_, index) => ready[index] === undefined);
}

async function install(options: PythonEnvironmentOptions): Promise<PythonEnvironment> {
  const { root, feature, signal, interpreter = Deno.env.get("HEART_PYTHON") } = options;
  const locks = featureLocks[feature];
  const hashes = await hashLocks(root, locks);
  const stamp = await readStamp(root);
  await removeStamp(root);
  let version = stamp?.python;
  if (version === undefined) {
    const found = await findPython(interpreter, signal);
    await makeVenv(found, join(root, ".venv"), options);
    version = found.version;
  }
  const environment = layout(root, version);
  await installLock(environment, locks[locks.length - 1], options);
  // Installing takes nothing away, and the locks agree: other features' packages are still right.
  await writeStamp(root, version, { ...stamp?.locks, ...hashes });
  return environment;
}
