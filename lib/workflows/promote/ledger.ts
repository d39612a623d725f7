/** A registered model together with its audit, read and replayed. */
import { exitCode, UserError } from "@/errors.ts";
import {
  type AuditEntry,
  headKey,
  parseEntry,
  sequenceOf,
} from "@/workflows/promote/audit_entry.ts";
import { chainProblems } from "@/workflows/promote/chain.ts";
import { inOrder } from "@/workflows/promote/order.ts";
import { type AuditState, championOf, replay } from "@/workflows/promote/replay.ts";
import type { RegisteredModel, RegisteredVersion, Registry } from "@/workflows/registry.ts";

/** What the registry holds and what the audit says. */
export interface Ledger {
  readonly model: RegisteredModel;
  /** In the order in which they count. */
  readonly entries: readonly AuditEntry[];
  /** Keys of tags that have an entry's name and cannot be read as one. */
  readonly unreadable: readonly string[];
  /** Digest of an entry that must be there; undefined before the first one. */
  readonly head: string | undefined;
  readonly state: AuditState;
}

/** Reads the audit in a model's tags. */
export function toLedger(model: RegisteredModel): Ledger {
  const keys = Object.keys(model.tags).filter((key) => sequenceOf(key) !== undefined).sort();
  const read = keys.map((key) => parseEntry(key, model.tags[key]));
  const entries = inOrder(read.filter((entry) => entry !== undefined));
  return {
    model,
    entries,
    unreadable: keys.filter((_, index) => read[index] === undefined),
    head: model.tags[headKey],
    state: replay(entries),
  };
}

/** Whether no version is in Production, by the audit or by the stage that a person gave it. */
export function servesNone({ model, state }: Ledger): boolean {
  return championOf(state) === undefined &&
    model.versions.every(({ stage }) => stage !== "Production");
}

/** Why the audit cannot be relied on, in words; empty when it can. */
export function auditProblems({ entries, unreadable, head }: Ledger): string[] {
  return [
    ...unreadable.map((key) => `${key} cannot be read`),
    ...chainProblems(entries, head),
  ];
}

/**
 * The ledger of a registered model as it stands now.
 *
 * @throws {UserError} when there is no such model, or its audit is not whole
 */
export async function readLedger(registry: Registry, name: string): Promise<Ledger> {
  const ledger = await readAnyLedger(registry, name);
  const problems = auditProblems(ledger);
  if (problems.length === 0) return ledger;
  throw new UserError(`The audit of '${name}' is not whole: ${problems.join("; ")}.`, {
    exitCode: exitCode.data,
    hint: auditMend,
  });
}

/** What to do about an audit that is not whole. */
export const auditMend =
  "Set the tags audit.* of the registered model back from a backup of MLflow's database; or " +
  "delete them all, and deno task promote begins a new audit with what is in Production.";

/**
 * The same, also of an audit that is not whole, to be looked at only.
 *
 * @throws {UserError} when there is no such model
 */
export async function readAnyLedger(registry: Registry, name: string): Promise<Ledger> {
  const model = await registry.read(name);
  if (model !== undefined) return toLedger(model);
  throw new UserError(`There is no registered model '${name}'.`, {
    hint: "deno task tune trains one and registers it.",
  });
}

/** The version of this number; undefined when it was deleted or never was. */
export function findVersion(
  { model }: Ledger,
  version: number | null | undefined,
): RegisteredVersion | undefined {
  return model.versions.find((known) => known.version === version);
}
