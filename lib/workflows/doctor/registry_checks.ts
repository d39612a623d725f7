/** Looks whether stages, aliases, audit and models of the registry agree. */
import { type Finding, repairCommand } from "@/workflows/doctor/finding.ts";
import { versionFindings } from "@/workflows/doctor/version_checks.ts";
import { wayToKeep } from "@/workflows/doctor/way_to_keep.ts";
import type { LoadPipeline } from "@/workflows/promote/artefact.ts";
import type { AuditEntry } from "@/workflows/promote/audit_entry.ts";
import {
  auditMend,
  auditProblems,
  findVersion,
  type Ledger,
  toLedger,
} from "@/workflows/promote/ledger.ts";
import {
  describeMove,
  describeTarget,
  managedAliases,
  type Move,
  movesToAgree,
} from "@/workflows/promote/projection.ts";
import { championOf, predecessorOf } from "@/workflows/promote/replay.ts";
import type { Registry } from "@/workflows/registry.ts";

/**
 * Everything that is not as it should be with a registered model; nothing when all is sound, or
 * there is no such model.
 *
 * @throws {UserError} when the registry cannot be reached
 */
export async function checkRegistry(
  { registry, loadPipeline }: { registry: Registry; loadPipeline: LoadPipeline },
  name: string,
): Promise<Finding[]> {
  const model = await registry.read(name);
  if (model === undefined) return [];
  const ledger = toLedger(model);
  return [...ledgerFindings(ledger), ...await versionFindings(ledger, loadPipeline)];
}

/** What the registry's own records tell, without a look at any model. */
export function ledgerFindings(ledger: Ledger): Finding[] {
  const problems = auditProblems(ledger);
  const isWhole = problems.length === 0;
  const findings = [
    ...problems.map((problem): Finding => ({
      check: "registry.audit",
      severity: "error",
      message: `The audit is not whole: ${problem}.`,
      mend: auditMend,
      repairable: false,
    })),
    ...unknownChampionFindings(ledger),
    ...deletedChampionFindings(ledger),
    ...crowdFindings(ledger),
    ...moveFindings(ledger),
    ...danglingAliasFindings(ledger),
    ...syntheticFindings(ledger),
  ];
  // An audit that is not whole is no measure to set anything back by.
  return isWhole ? findings : findings.map((finding) => ({ ...finding, repairable: false }));
}

/** A version in Production before the audit began: no error, promotion takes it for champion. */
function unknownChampionFindings({ model, state }: Ledger): Finding[] {
  if (championOf(state) !== undefined) return [];
  return model.versions.filter(({ stage }) => stage === "Production").map(({ version }) => ({
    check: "registry.stage",
    severity: "warning",
    message: `Version ${version} is in Production, and the audit does not know of it.`,
    mend: `To record it: deno task promote --version ${version}`,
    repairable: false,
  }));
}

function deletedChampionFindings(ledger: Ledger): Finding[] {
  const { state } = ledger;
  const champion = championOf(state);
  if (champion === undefined || findVersion(ledger, champion)) return [];
  const heir = predecessorOf(state, (version) => findVersion(ledger, version) !== undefined);
  return [{
    check: "registry.champion",
    severity: "error",
    message: `Version ${champion} was deleted while it was in Production.`,
    mend: heir === undefined
      ? `No earlier champion is left; promote another: deno task promote`
      : `To put version ${heir}, the champion before it, back: ${repairCommand}`,
    repairable: true,
  }];
}

/** More than one version where only one may be. */
function crowdFindings({ model, state }: Ledger): Finding[] {
  return (["Production", "Staging"] as const).flatMap((stage): Finding[] => {
    const crowd = model.versions.filter((version) => version.stage === stage);
    if (crowd.length < 2) return [];
    const owner = stage === "Production" ? championOf(state) : state.staged;
    const isKnown = crowd.some(({ version }) => version === owner);
    return [{
      check: "registry.crowd",
      severity: stage === "Production" ? "error" : "warning",
      message: `Versions ${crowd.map(({ version }) => version).join(" and ")} are all in ${stage}.`,
      mend: isKnown
        ? `To leave only version ${owner} there, as the audit says: ${repairCommand}`
        : "Move all but one to Archived on the model's page.",
      repairable: isKnown,
    }];
  });
}

/** What repairing would move, but for versions that share a stage with others. */
function moveFindings(ledger: Ledger): Finding[] {
  const moves = movesToAgree(ledger).filter((move) => move.from !== move.to);
  const entry = ledger.entries.findLast(({ key, action }) =>
    !ledger.state.overtaken.has(key) && action !== "refuse" && action !== "restore"
  );
  const alias = entry?.action === "stage" ? "staging" : "champion";
  const isUnfinished = moves.some((move) => move.kind === "alias" && move.alias === alias);
  if (entry && isUnfinished) return [unfinished(entry, moves)];
  return moves.map((move): Finding => ({
    check: `registry.${move.kind}`,
    severity: "error",
    message: disagreement(move, ledger),
    mend: mendingOf(move, ledger),
    repairable: true,
  }));
}

function unfinished({ action, version, at, by }: AuditEntry, moves: readonly Move[]): Finding {
  return {
    check: "registry.unfinished",
    severity: "error",
    message: `The ${action} of version ${version} (${at}, ${by}) was not carried out to its end, ` +
      `or was undone by hand. Missing: ${moves.map(describeMove).join("; ")}.`,
    mend: `To finish it: ${repairCommand}`,
    repairable: true,
  };
}

function disagreement(move: Move, { entries }: Ledger): string {
  if (move.kind === "alias") {
    return `The alias ${move.alias} points at ${describeTarget(move.from)}, and by the audit at ` +
      `${describeTarget(move.to)}.`;
  }
  const { version, from, to } = move;
  const latest = entries.findLast((entry) => entry.version === version);
  const origin = latest ? ` (${latest.action}, ${latest.at}, ${latest.by})` : "";
  return `Version ${version} is in stage ${from}, and by the audit in ${to}${origin}.`;
}

function mendingOf(move: Move, ledger: Ledger): string {
  const keep = wayToKeep(move, ledger);
  return `To set it back to what the audit says: ${repairCommand}` +
    (keep === undefined ? "" : `; to keep what was done by hand: ${keep}`);
}

function danglingAliasFindings(ledger: Ledger): Finding[] {
  const { aliases } = ledger.model;
  return Object.keys(aliases).filter((alias) => !findVersion(ledger, aliases[alias])).map(
    (alias) => ({
      check: "registry.alias",
      severity: "error",
      message: `The alias ${alias} points at version ${aliases[alias]}, which is not there.`,
      mend: managedAliases.some((managed) => managed === alias)
        ? `To set it right: ${repairCommand}`
        : "Remove it on the model's page, or point it at another version.",
      repairable: movesToAgree(ledger).some((move) =>
        move.kind === "alias" && move.alias === alias
      ),
    }),
  );
}

function syntheticFindings(ledger: Ledger): Finding[] {
  const sourceOf = (version: number | undefined) =>
    findVersion(ledger, version)?.tags["data.source"];
  const champion = championOf(ledger.state);
  if (sourceOf(champion) !== "synthetic") return [];
  const real = ledger.state.reigns.findLast(({ version }) =>
    version !== undefined && !["synthetic", undefined].includes(sourceOf(version))
  );
  if (real === undefined) return [];
  return [{
    check: "registry.synthetic",
    severity: "warning",
    message: `Version ${champion}, in Production, learned from SYNTHETIC patients, and version ` +
      `${real.version}, once in Production, from real ones.`,
    mend: 'To go back: deno task promote --rollback "synthetic"',
    repairable: false,
  }];
}
