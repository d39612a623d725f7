/** What was installed into `.venv`, written last, so that a half-made one never counts. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { layout } from "@/adapters/python/layout.ts";

const stampSchema = z.object({
  /** Python's version. */
  python: z.string(),
  /** Size and time of the program behind `.venv`'s link; an upgrade of Python changes them. */
  interpreter: z.object({ size: z.number(), modifiedMs: z.number() }),
  /** SHA-256 of each lock file that was installed. */
  locks: z.record(z.string(), z.string()),
});

/** What was installed into `.venv`. */
export type Stamp = z.infer<typeof stampSchema>;

/** The stamp of a whole `.venv` whose Python is still the one it was made with. */
export async function readStamp(root: string): Promise<Stamp | undefined> {
  try {
    const stamp = stampSchema.parse(JSON.parse(await Deno.readTextFile(stampPath(root))));
    const { size, modifiedMs } = await interpreterOf(root, stamp.python);
    const same = size === stamp.interpreter.size && modifiedMs === stamp.interpreter.modifiedMs;
    return same ? stamp : undefined;
  } catch (error) {
    const damaged = error instanceof z.ZodError || error instanceof SyntaxError;
    if (damaged || error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Says that `.venv` is whole. */
export async function writeStamp(
  root: string,
  python: string,
  locks: Readonly<Record<string, string>>,
): Promise<void> {
  const stamp: Stamp = { python, interpreter: await interpreterOf(root, python), locks };
  await writeAtomically(stampPath(root), [JSON.stringify(stamp, null, 2) + "\n"]);
}

/** Says that `.venv` is not whole. */
export async function removeStamp(root: string): Promise<void> {
  try {
    await Deno.remove(stampPath(root));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** SHA-256 of each lock file, by its name. */
export async function hashLocks(
  root: string,
  names: readonly string[],
): Promise<Record<string, string>> {
  const entries = names.map(async (name) => {
    const content = await Deno.readFile(join(root, name));
    return [name, createHash("sha256").update(content).digest("hex")];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function interpreterOf(root: string, version: string): Promise<Stamp["interpreter"]> {
  const { size, mtime } = await Deno.stat(layout(root, version).python);
  return { size, modifiedMs: mtime?.getTime() ?? 0 };
}

function stampPath(root: string): string {
  return join(root, ".venv", "installed.json");
}
