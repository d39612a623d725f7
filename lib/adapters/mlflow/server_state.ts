/** What is known of the managed MLflow server: its state file, and the lock it holds while alive. */
import { join } from "node:path";
import { z } from "zod";
import { isFileLocked } from "@/adapters/files/file_lock.ts";

const stateSchema = z.object({ url: z.string(), port: z.number(), pid: z.number() });

/** A managed server that runs, or is about to. */
export type ManagedServer = Readonly<z.infer<typeof stateSchema>>;

/**
 * Whether a server of this folder lives. The lock tells, which ends with its holder, so neither a
 * crash nor a process number used again can mislead.
 */
export function isServerAlive(directory: string): Promise<boolean> {
  return isFileLocked(join(directory, "server.lock"));
}

/** The server of a folder such as `mlruns`; undefined when none lives, or it is about to end. */
export async function findServer(directory: string): Promise<ManagedServer | undefined> {
  if (!(await isServerAlive(directory))) return undefined;
  try {
    return stateSchema.parse(JSON.parse(await Deno.readTextFile(statePath(directory))));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Removes the state file, which the server takes as the order to end. */
export async function removeState(directory: string): Promise<void> {
  try {
    await Deno.remove(statePath(directory));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** The last lines of the server's log, each indented; empty without one. */
export async function readLogTail(directory: string, lineCount = 15): Promise<string> {
  try {
    const lines = (await Deno.readTextFile(logPath(directory))).trimEnd().split("\n");
    return lines.slice(-lineCount).map((line) => `\n  ${line}`).join("");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** Where the server writes what happens. */
export function logPath(directory: string): string {
  return join(directory, "server.log");
}

function statePath(directory: string): string {
  return join(directory, "server.json");
}
