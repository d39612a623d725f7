/** Puts the champion before the present one back into Production. */
import { UserError } from "@/errors.ts";
import { append, type AuditPorts } from "@/workflows/promote/append.ts";
import { examineArtefact, type LoadPipeline } from "@/workflows/promote/artefact.ts";
import { findVersion, type Ledger, readLedger } from "@/workflows/promote/ledger.ts";
import type { Move } from "@/workflows/promote/projection.ts";
import { checkReason } from "@/workflows/promote/reason.ts";
import { championOf, predecessorOf } from "@/workflows/promote/replay.ts";
import { settle } from "@/workflows/promote/settle.ts";

/** What rolling back reaches outside through. */
export interface RollbackPorts extends AuditPorts {
  readonly loadPipeline: LoadPipeline;
}

/** How a rollback ended. */
export interface RollbackOutcome {
  /** In Production again. */
  readonly version: number;
  /** In Production before. */
  readonly replaced: number;
  /** The registry and its audit afterwards. */
  readonly ledger: Ledger;
  /** What was changed in the registry. */
  readonly moves: readonly Move[];
}

/**
 * Rolls back to the champion before; deleted versions are passed over.
 *
 * @param reason may be empty
 * @throws {UserError} when there is none, it cannot be loaded, or the registry fails
 */
export async function rollback(
  name: string,
  reason: string,
  ports: RollbackPorts,
): Promise<RollbackOutcome> {
  checkReason(reason || undefined);
  const { from, to } = wayBack(await readLedger(ports.registry, name));
  const { rules: [loads] } = await examineArtefact(to, ports.loadPipeline);
  if (loads.verdict === "fail") {
    throw new UserError(`Cannot roll back to version ${to.version} of '${name}': ${loads.note}`, {
      hint: 'Name a version that can serve: deno task promote --version N --force "reason"',
    });
  }
  const key = await append(ports, name, (ledger) => {
    const now = wayBack(ledger);
    if (now.from !== from || now.to.version !== to.version) return undefined;
    const { version, stage } = now.to;
    return { action: "rollback", version, from: stage, to: "Production", why: reason };
  });
  const settled = await settle(ports.registry, name);
  const isDone = key !== undefined && !settled.ledger.state.overtaken.has(key);
  if (isDone) return { version: to.version, replaced: from, ...settled };
  const champion = championOf(settled.ledger.state);
  throw new UserError(
    `Another was faster: version ${champion ?? "none"} of '${name}' is in Production now.`,
    { hint: "See who did what: deno task promote --list" },
  );
}

function wayBack(ledger: Ledger) {
  const { model: { name }, state } = ledger;
  const from = championOf(state);
  if (from === undefined) {
    throw new UserError(`Nothing to roll back: no version of '${name}' was ever promoted.`, {
      hint: "deno task promote --list shows the versions there are.",
    });
  }
  const to = findVersion(
    ledger,
    predecessorOf(state, (version) => findVersion(ledger, version) !== undefined),
  );
  if (to !== undefined) return { from, to };
  throw new UserError(
    `Cannot roll back: version ${from} of '${name}' has no predecessor that is still there.`,
    { hint: "Promote another version instead: deno task promote --version N" },
  );
}
