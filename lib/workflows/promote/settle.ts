/** Brings stages and aliases in step with the audit, also while others do the same. */
import { exitCode, UserError } from "@/errors.ts";
import { findVersion, type Ledger, readLedger } from "@/workflows/promote/ledger.ts";
import { makeMove, type Move, movesToAgree } from "@/workflows/promote/projection.ts";
import type { Registry } from "@/workflows/registry.ts";

/** More rounds than any number of people promoting at once would need. */
const roundLimit = 20;

/** The ledger once registry and audit agree, and what it took. */
export interface Settled {
  readonly ledger: Ledger;
  readonly moves: readonly Move[];
}

/**
 * Changes the registry until it shows what the audit says. After each round both are read again:
 * whoever comes last sees all entries, so that promoters at once end in the same state.
 *
 * @throws {UserError} when the registry fails, or does not come to rest
 */
export async function settle(registry: Registry, name: string): Promise<Settled> {
  const made: Move[] = [];
  for (let round = 1; round <= roundLimit; round++) {
    const ledger = await readLedger(registry, name);
    const moves = movesToAgree(ledger);
    if (moves.length === 0) return { ledger, moves: made };
    for (const move of moves) {
      if (!await tryMove(registry, name, move)) break;
      made.push(move);
    }
  }
  throw new UserError(`Stages and aliases of '${name}' do not come to rest: others change them.`, {
    exitCode: exitCode.unavailable,
    hint: "Look again when they have finished: deno task doctor",
  });
}

/** Makes a move; false when its version was deleted in the meantime. */
async function tryMove(registry: Registry, name: string, move: Move): Promise<boolean> {
  try {
    await makeMove(registry, name, move);
    return true;
  } catch (error) {
    const version = move.kind === "stage" ? move.version : move.to;
    if (version === undefined) throw error;
    if (findVersion(await readLedger(registry, name), version) !== undefined) throw error;
    return false;
  }
}
