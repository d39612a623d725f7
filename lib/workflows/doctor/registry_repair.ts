/** Repairs a registry: a deleted champion gets its heir, stages and aliases follow the audit. */
import { append, type AuditPorts } from "@/workflows/promote/append.ts";
import { findVersion, type Ledger, readLedger } from "@/workflows/promote/ledger.ts";
import { describeMove, movesToAgree } from "@/workflows/promote/projection.ts";
import { reasonLength } from "@/workflows/promote/reason.ts";
import { championOf, predecessorOf } from "@/workflows/promote/replay.ts";
import { settle } from "@/workflows/promote/settle.ts";

/**
 * Mends every finding that is repairable. What is done is written to the audit first.
 *
 * @returns what was done, in words; empty when there was nothing to do
 * @throws {UserError} when the audit is not whole, or the registry fails
 */
export async function repairRegistry(ports: AuditPorts, name: string): Promise<string[]> {
  if (await ports.registry.read(name) === undefined) return [];
  const heir = await replaceDeletedChampion(ports, name);
  const planned = movesToAgree(await readLedger(ports.registry, name)).map(describeMove);
  if (planned.length === 0) return heir;
  await append(ports, name, () => ({
    action: "restore",
    version: null,
    from: null,
    to: null,
    why: planned.join("; ").slice(0, reasonLength),
  }));
  const { moves } = await settle(ports.registry, name);
  return [...heir, ...moves.map(describeMove)];
}

async function replaceDeletedChampion(ports: AuditPorts, name: string): Promise<string[]> {
  const done: string[] = [];
  await append(ports, name, (ledger) => {
    const champion = championOf(ledger.state);
    if (champion === undefined || findVersion(ledger, champion)) return undefined;
    const why = `version ${champion} was deleted`;
    const heir = heirOf(ledger);
    if (heir === undefined) {
      done.push(`champion: ${why}, and no earlier one is left`);
      return { action: "retire", version: champion, from: null, to: null, why };
    }
    done.push(`champion: ${why}, version ${heir.version} takes its place`);
    const { version, stage } = heir;
    return { action: "rollback", version, from: stage, to: "Production", why };
  });
  return done;
}

function heirOf(ledger: Ledger) {
  const exists = (version: number) => findVersion(ledger, version) !== undefined;
  return findVersion(ledger, predecessorOf(ledger.state, exists));
}
