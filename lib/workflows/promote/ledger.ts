/** A registered model together with its audit, read and replayed. */
import { exitCode, UserError } from "@/errors.ts";
import {
  type AuditEntry,
  headKey,
  parseEntry,
  sequenceOf,
} from "@/workflows/promote/audit_entry.ts";
import { type AuditState, replay } from "@/workflows/promote/replay.ts";
import type { RegisteredModel, RegisteredVersion, Registry } from "@/workflows/registry.ts";

/** What the registry holds and what the audit says. */
export interface Ledger {
  readonly model: RegisteredModel;
  /** By sequence, then by key. */
  readonly entries: readonly AuditEntry[];
  /** Keys of tags that have an entry's name and cannot be read as one. */
  readonly unreadable: readonly string[];
  /** Digest of an entry that must be there; undefined before the first one. */
  readonly head: string | undefined;
  readonly state: AuditState;
}

/** Reads the audit in a model's tags. */
export function toLedger(model: RegisteredModel): Ledger {
  const keys = Object.keys(model.tags)
    .filter((key) => sequenceOf(key) !== undefined)
    .sort((a, b) => sequenceOf(a)! - sequenceOf(b)! || (a < b ? -1 : 1));
  const read = keys.map((key) => parseEntry(key, model.tags[key]));
  const entries = read.filter((entry) => entry !== undefined);
  return {
    model,
    entries,
    unreadable: keys.filter((_, index) => read[index] === undefined),
    head: model.tags[headKey],
    state: replay(entries),
  };
}

/**
 * The ledger of a registered model as it stands now.
 *
 * @throws {UserError} when there is no such model, or an entry of its audit cannot be read
 */
export async function readLedger(registry: Registry, name: string): Promise<Ledger> {
  const model = await registry.read(name);
  if (model === undefined) {
    throw new UserError(`There is no registered model '${name}'.`, {
      hint: "deno task tune trains one and registers it.",
    });
  }
  const ledger = toLedger(model);
  if (ledger.unreadable.length === 0) return ledger;
  throw new UserError(
    `The audit of '${name}' has an entry that cannot be read: ${ledger.unreadable.join(", ")}.`,
    { exitCode: exitCode.data, hint: "deno task doctor tells more." },
  );
}

/** The version of this number; undefined when it was deleted or never was. */
export function findVersion(
  { model }: Ledger,
  version: number | null | undefined,
): RegisteredVersion | undefined {
  return model.versions.find((known) => known.version === version);
}
