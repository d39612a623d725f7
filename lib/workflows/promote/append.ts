/** Writes an entry of the audit: the moment at which a decision is made. */
import {
  type AuditFacts,
  entryDigest,
  entryKey,
  formatEntry,
  headKey,
} from "@/workflows/promote/audit_entry.ts";
import { type Ledger, readLedger } from "@/workflows/promote/ledger.ts";
import { tipsOf } from "@/workflows/promote/order.ts";
import { championOf } from "@/workflows/promote/replay.ts";
import type { Registry } from "@/workflows/registry.ts";

/** Where entries go, and who writes them when. */
export interface AuditPorts {
  readonly registry: Registry;
  /** User and host, such as `ada@lab`. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Eight random hexadecimal digits. */
  readonly suffix: () => string;
}

/** What there is to decide about an entry; the rest follows from the audit. */
export type AuditDraft =
  & Pick<AuditFacts, "action" | "version" | "from" | "to">
  & Partial<Pick<AuditFacts, "why" | "forced" | "gate">>;

/**
 * Writes an entry, decided on the audit as it stands at this moment.
 *
 * @param decide gives undefined when nothing is to be written after all
 * @returns the entry's key, or undefined
 * @throws {UserError} as {@linkcode readLedger}, and when the registry fails
 */
export async function append(
  { registry, by, now, suffix }: AuditPorts,
  name: string,
  decide: (ledger: Ledger) => AuditDraft | undefined,
): Promise<string | undefined> {
  const ledger = await readLedger(registry, name);
  const draft = decide(ledger);
  if (draft === undefined) return undefined;
  const tips = tipsOf(ledger.entries);
  const key = entryKey((tips.at(0)?.sequence ?? 0) + 1, suffix());
  const value = formatEntry({
    at: new Date(now()).toISOString(),
    by,
    why: "",
    forced: false,
    champion: championOf(ledger.state) ?? null,
    after: tips.map(({ digest }) => digest).join(" "),
    ...draft,
  });
  await registry.setTag(name, key, value);
  await registry.setTag(name, headKey, entryDigest(key, value));
  return key;
}
