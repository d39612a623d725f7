/** Provenance as the tags of a run. */
import type { Provenance } from "@/adapters/provenance/provenance.ts";

/** Tags that say which program made a run; git's are left out outside a checkout. */
export function provenanceTags(provenance: Provenance): Record<string, string> {
  const { gitCommit, gitDirty, lockHash, denoVersion } = provenance;
  return {
    ...(gitCommit === undefined ? {} : { "git.commit": gitCommit }),
    ...(gitDirty === undefined ? {} : { "git.dirty": String(gitDirty) }),
    "lock.hash": lockHash,
    "deno.version": denoVersion,
  };
}
