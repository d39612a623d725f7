/** What program, with which dependencies, makes a run: commit, changes, lock file, Deno. */
import { createHash } from "node:crypto";
import { join } from "node:path";

/** Facts that say which program made a result. */
export interface Provenance {
  /** Commit hash; undefined outside a git checkout. */
  readonly gitCommit: string | undefined;
  /** Whether tracked files differ from the commit; undefined outside a git checkout. */
  readonly gitDirty: boolean | undefined;
  /** First 16 hexadecimal digits of the lock file's SHA-256. */
  readonly lockHash: string;
  readonly denoVersion: string;
}

/** Reads the facts for the project at `root`. */
export async function readProvenance(root: string): Promise<Provenance> {
  const [gitCommit, changes, lock] = await Promise.all([
    git(root, "rev-parse", "HEAD"),
    git(root, "status", "--porcelain", "--untracked-files=no"),
    Deno.readFile(join(root, "deno.lock")),
  ]);
  return {
    gitCommit,
    gitDirty: changes === undefined ? undefined : changes !== "",
    lockHash: createHash("sha256").update(lock).digest("hex").slice(0, 16),
    denoVersion: Deno.version.deno,
  };
}

/** A git command's output, trimmed; undefined when git or the repository is missing. */
async function git(root: string, ...args: string[]): Promise<string | undefined> {
  try {
    const command = new Deno.Command("git", { args, cwd: root, stdout: "piped", stderr: "null" });
    const { success, stdout } = await command.output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
