/** The order in which entries of the audit count, the same for whoever reads them. */
import { type AuditEntry, predecessorsOf } from "@/workflows/promote/audit_entry.ts";

/**
 * Entries count after those that they were written after. What was long on its way counts after
 * all that was written meanwhile, so that it does not undo what others have built upon.
 */
export function inOrder(entries: readonly AuditEntry[]): AuditEntry[] {
  const byDigest = new Map(entries.map((entry) => [entry.digest, entry]));
  const seen = new Set<AuditEntry>();
  const ordered: AuditEntry[] = [];
  const count = (tip: AuditEntry) => {
    const line: AuditEntry[] = [];
    let next: AuditEntry | undefined = tip;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      line.push(next);
      next = byDigest.get(predecessorsOf(next)[0]) ?? latestBefore(next, entries);
    }
    for (const entry of line.toReversed()) {
      for (const digest of predecessorsOf(entry).slice(1)) {
        const late = byDigest.get(digest);
        if (late) count(late);
      }
      ordered.push(entry);
    }
  };
  tipsOf(entries).forEach(count);
  return ordered;
}

/** The entries that none was written after, the one that counts first before others. */
export function tipsOf(entries: readonly AuditEntry[]): AuditEntry[] {
  const followed = new Set(entries.flatMap(predecessorsOf));
  return entries.filter(({ digest }) => !followed.has(digest))
    .sort(latestFirst);
}

/** Bridges the gap of an entry that was removed. */
function latestBefore(
  { sequence }: AuditEntry,
  entries: readonly AuditEntry[],
): AuditEntry | undefined {
  return entries.filter((entry) => entry.sequence < sequence).sort(latestFirst).at(0);
}

function latestFirst(a: AuditEntry, b: AuditEntry): number {
  return b.sequence - a.sequence || (a.key < b.key ? -1 : 1);
}
