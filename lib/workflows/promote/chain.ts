/** Whether the audit is whole: each entry names the digests of those before it. */
import { type AuditEntry, predecessorsOf } from "@/workflows/promote/audit_entry.ts";

/**
 * What is missing or was changed, in words; empty when nothing is.
 *
 * @param head digest of an entry that must be there, so that the end cannot be cut off
 */
export function chainProblems(
  entries: readonly AuditEntry[],
  head: string | undefined,
): string[] {
  const broken = entries.filter((entry) => !hasPredecessors(entry, entries)).map((
    { key, sequence },
  ) =>
    sequence === 1
      ? `${key} is not the first entry that was written`
      : `the entry before ${key} was removed or changed`
  );
  const isCut = head !== undefined && !entries.some(({ digest }) => digest === head);
  return isCut ? [...broken, "the latest entry was removed or changed"] : broken;
}

function hasPredecessors(entry: AuditEntry, entries: readonly AuditEntry[]): boolean {
  const named = predecessorsOf(entry);
  if (entry.sequence === 1) return named.length === 0;
  const before = entries.filter(({ sequence }) => sequence < entry.sequence);
  return named.length > 0 &&
    named.every((digest) => before.some((other) => other.digest === digest));
}
