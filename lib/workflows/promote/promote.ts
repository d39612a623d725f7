/** Promotes a version: to Staging, through the gate, to Production, each step in the audit. */
import { exitCode, UserError } from "@/errors.ts";
import { append, type AuditDraft, type AuditPorts } from "@/workflows/promote/append.ts";
import type { AuditRule } from "@/workflows/promote/audit_entry.ts";
import { chooseCandidate } from "@/workflows/promote/candidate.ts";
import type { Gate, GateReport } from "@/workflows/promote/gate.ts";
import { findVersion, type Ledger, readLedger } from "@/workflows/promote/ledger.ts";
import type { Move } from "@/workflows/promote/projection.ts";
import { checkReason } from "@/workflows/promote/reason.ts";
import { championOf } from "@/workflows/promote/replay.ts";
import { settle } from "@/workflows/promote/settle.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";

/** How often a promotion that others overtake begins anew. */
const attemptLimit = 5;

/** What to promote, how far. */
export interface PromotePlan {
  /** The registered model. */
  readonly name: string;
  /** The newest one when undefined. */
  readonly version: number | undefined;
  readonly to: "Staging" | "Production";
  /** Why the gate's refusal is overruled; undefined when it is not. */
  readonly force: string | undefined;
}

/** What promoting reaches outside through. */
export interface PromotePorts extends AuditPorts {
  readonly gate: Gate;
}

/** How a promotion ended. */
export interface PromoteOutcome {
  readonly result: "promoted" | "staged" | "refused" | "unchanged";
  readonly version: number;
  /** The champion before. */
  readonly replaced: number | undefined;
  /** Undefined when nothing was judged. */
  readonly gate: GateReport | undefined;
  /** The registry and its audit afterwards. */
  readonly ledger: Ledger;
  /** What was changed in the registry. */
  readonly moves: readonly Move[];
}

/**
 * Promotes a version. The audit is written first, then stages and aliases follow; a promotion
 * that another overtakes begins anew and is judged against the new champion.
 *
 * @throws {UserError} when there is nothing that can be promoted, the data at hand is not the
 * version's, the registry fails or the work was interrupted
 */
export async function promote(plan: PromotePlan, ports: PromotePorts): Promise<PromoteOutcome> {
  checkReason(plan.force);
  for (let attempt = 1; attempt <= attemptLimit; attempt++) {
    const outcome = await attemptPromotion(plan, ports);
    if (outcome !== undefined) return outcome;
  }
  throw new UserError(`'${plan.name}' has been promoted by others again and again meanwhile.`, {
    exitCode: exitCode.unavailable,
    hint: "See who did: deno task promote --list",
  });
}

/** Undefined when another has changed the champion meanwhile. */
async function attemptPromotion(
  plan: PromotePlan,
  ports: PromotePorts,
): Promise<PromoteOutcome | undefined> {
  const { name, to, force } = plan;
  await adoptChampion(plan, ports);
  const ledger = await readLedger(ports.registry, name);
  const candidate = chooseCandidate(ledger, plan.version);
  const champion = championOf(ledger.state);
  if (candidate === undefined) {
    if (to === "Staging" && plan.version !== undefined) throw inProduction(name, plan.version);
    return await end("unchanged", champion!);
  }
  const { version } = candidate;
  if (to === "Staging") {
    const wasStaged = ledger.state.staged === version;
    const moves = await stage(candidate, ports);
    return await end(wasStaged ? "unchanged" : "staged", version, { moves });
  }
  const subject = { candidate, champion: findVersion(ledger, champion) };
  const { judge } = await ports.gate.examine(subject);
  // Sending what already serves back to Staging for its judgement would leave nothing to serve.
  const moves = candidate.stage === "Production" ? [] : await stage(candidate, ports);
  const gate = await judge();
  const isForced = !gate.passed && force !== undefined;
  const passes = gate.passed || isForced;
  const key = await append(ports, name, (now) => {
    if (championOf(now.state) !== champion) return undefined;
    const found = findVersion(now, version);
    if (found === undefined) throw deletedMeanwhile(name, version);
    return {
      action: passes ? "promote" : "refuse",
      version,
      from: found.stage,
      to: passes ? "Production" : found.stage,
      why: force ?? "",
      forced: isForced,
      gate: gate.rules.map(auditRule),
    };
  });
  if (key === undefined) return undefined;
  const result = passes ? "promoted" : "refused";
  const outcome = await end(result, version, { gate, replaced: champion, moves });
  if (outcome.ledger.state.overtaken.has(key)) return undefined;
  if (findVersion(outcome.ledger, version) === undefined) throw deletedMeanwhile(name, version);
  return outcome;

  async function end(
    result: PromoteOutcome["result"],
    version: number,
    { gate, replaced, moves = [] }: Partial<Pick<PromoteOutcome, "gate" | "replaced" | "moves">> =
      {},
  ): Promise<PromoteOutcome> {
    const settled = await settle(ports.registry, name);
    return { ...settled, result, version, gate, replaced, moves: [...moves, ...settled.moves] };
  }
}

/** Makes the version that a person put into Production the first champion, once. */
async function adoptChampion({ name }: PromotePlan, ports: PromotePorts): Promise<void> {
  const adoptable = ({ model, state }: Ledger) =>
    state.champions.length > 0
      ? undefined
      : model.versions.find(({ stage }) => stage === "Production");
  if (adoptable(await readLedger(ports.registry, name)) === undefined) return;
  await append(ports, name, (ledger): AuditDraft | undefined => {
    const found = adoptable(ledger);
    return found && {
      action: "adopt",
      version: found.version,
      from: "Production",
      to: "Production",
      why: "it was in Production before the audit began",
    };
  });
}

/** Puts a version into Staging, and gives the changes that it took. */
async function stage(
  { name, version }: RegisteredVersion,
  ports: PromotePorts,
): Promise<readonly Move[]> {
  await append(ports, name, (ledger) => {
    const found = findVersion(ledger, version);
    if (found === undefined) throw deletedMeanwhile(name, version);
    if (ledger.state.staged === version || championOf(ledger.state) === version) return undefined;
    return { action: "stage", version, from: found.stage, to: "Staging" };
  });
  return (await settle(ports.registry, name)).moves;
}

function auditRule({ name, figure, bound, verdict }: GateReport["rules"][number]): AuditRule {
  const rounded = (value: number | null) => value === null ? null : Number(value.toFixed(6));
  return [name, rounded(figure), rounded(bound), verdict];
}

function inProduction(name: string, version: number): UserError {
  return new UserError(`Version ${version} of '${name}' is in Production.`, {
    exitCode: exitCode.usage,
    hint: "To put the version before it back: deno task promote --rollback",
  });
}

function deletedMeanwhile(name: string, version: number): UserError {
  return new UserError(`Version ${version} of '${name}' was deleted meanwhile.`, {
    hint: "See what is left: deno task promote --list; deno task doctor sets aliases right.",
  });
}
