/** A process's sign of life: a file that it holds locked until it ends, however it ends. */
import { dirname, join } from "node:path";
import { exists } from "@/adapters/files/exists.ts";
import { isFileLocked } from "@/adapters/files/file_lock.ts";
import type { SessionState } from "@/workflows/session.ts";

/** A process that can be asked after. */
export interface Session extends Disposable {
  /** Tells where it runs and which file it holds, such as `host:/project/mlruns/sessions/1.lock`. */
  readonly id: string;
}

/**
 * Opens this process's session under `<root>/mlruns/sessions`, and removes what dead ones left.
 */
export async function openSession(root: string): Promise<Session> {
  const folder = join(root, "mlruns", "sessions");
  await Deno.mkdir(folder, { recursive: true });
  await removeDead(folder);
  const path = join(folder, `${crypto.randomUUID()}.lock`);
  // Locked before it has its name, so that nobody ever sees it unlocked.
  const unnamed = `${path}.new`;
  const file = await Deno.open(unnamed, { read: true, write: true, createNew: true });
  await file.lock(true);
  await Deno.rename(unnamed, path);
  return {
    id: `${Deno.hostname()}:${path}`,
    [Symbol.dispose]() {
      Deno.removeSync(path);
      file.close();
    },
  };
}

/** Whether the process of a session lives; only those of this machine are within sight. */
export async function lookUpSession(id: string): Promise<SessionState> {
  const host = Deno.hostname();
  if (!id.startsWith(`${host}:`)) return "unknown";
  const path = id.slice(host.length + 1);
  // Another container may go by the same name: then not even the folder is there.
  if (!(await exists(dirname(path)))) return "unknown";
  return await isFileLocked(path) ? "alive" : "dead";
}

async function removeDead(folder: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".lock")) continue;
    const path = join(folder, name);
    if (!(await isFileLocked(path))) await Deno.remove(path).catch(ignoreMissing);
  }
}

/** Another process may clean up at the same moment. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
