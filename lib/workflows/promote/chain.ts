/** Whether the audit is whole: each entry names the digest of the one before it. */
import type { AuditEntry } from "@/workflows/promote/audit_entry.ts";

/**
 * What is missing or was changed, in words; empty when nothing is.
 *
 * @param entries by sequence
 * @param head digest of an entry that must be there, so that the end cannot be cut off
 */
export function chainProblems(
  entries: readonly AuditEntry[],
  head: string | undefined,
): string[] {
  const broken = entries.filter((entry) => !hasPredecessor(entry, entries)).map((
    { key, sequence },
  ) =>
    sequence === 1
      ? `${key} is not the first entry that was written`
      : `the entry before ${key} was removed or changed`
  );
  const isCut = head !== undefined && !entries.some(({ digest }) => digest === head);
  return isCut ? [...broken, "the latest entry was removed or changed"] : broken;
}

function hasPredecessor({ sequence, after }: AuditEntry, entries: readonly AuditEntry[]): boolean {
  if (sequence === 1) return after === "";
  return entries.some((other) => other.sequence === sequence - 1 && other.digest === after);
}
