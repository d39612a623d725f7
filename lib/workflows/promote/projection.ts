/** What must change in the registry for stages and aliases to show what the audit says. */
import { findVersion, type Ledger } from "@/workflows/promote/ledger.ts";
import { championOf, predecessorOf } from "@/workflows/promote/replay.ts";
import type { Registry, Stage } from "@/workflows/registry.ts";

/** The aliases that follow the audit; a person's others are left alone. */
export const managedAliases = ["champion", "previous", "staging"] as const;

/** One of them. */
export type ManagedAlias = typeof managedAliases[number];

/** One change of the registry. */
export type Move =
  | {
    readonly kind: "stage";
    readonly version: number;
    readonly from: Stage;
    readonly to: Stage;
  }
  | {
    readonly kind: "alias";
    readonly alias: ManagedAlias;
    readonly from: number | undefined;
    readonly to: number | undefined;
  };

/**
 * The changes, none when registry and audit agree.
 *
 * Production belongs to the champion alone and Staging to the staged version alone, once the
 * audit knows one. A version that the audit has never named is otherwise left where a person put
 * it. A champion that was deleted is left to `doctor`: which version takes its place is a
 * decision, and so an entry of its own.
 */
export function movesToAgree(ledger: Ledger): Move[] {
  return [...stageMoves(ledger), ...aliasMoves(ledger)];
}

function stageMoves({ model, state }: Ledger): Move[] {
  const stages = new Map(model.versions.map(({ version, stage }) => [version, stage]));
  const moves: Move[] = [];
  const move = (version: number, to: Stage) => {
    moves.push({ kind: "stage", version, from: stages.get(version)!, to });
    stages.set(version, to);
  };
  const occupy = (version: number | undefined, stage: "Staging" | "Production") => {
    if (version === undefined || !stages.has(version)) return;
    const others = [...stages.keys()].filter((other) =>
      other !== version && stages.get(other) === stage
    );
    if (stages.get(version) !== stage || others.length > 0) move(version, stage);
    for (const other of others) stages.set(other, "Archived");
  };
  occupy(championOf(state), "Production");
  occupy(state.staged, "Staging");
  for (const [version, stage] of state.stages) {
    const isPlaced = version === championOf(state) || version === state.staged;
    if (stages.has(version) && !isPlaced && stages.get(version) !== stage) move(version, stage);
  }
  return moves;
}

function aliasMoves(ledger: Ledger): Move[] {
  return managedAliases.flatMap((alias): Move[] => {
    const from = ledger.model.aliases[alias];
    const to = aliasTarget(ledger, alias);
    return to === "as it is" || from === to ? [] : [{ kind: "alias", alias, from, to }];
  });
}

/** The version an alias must point at; undefined for none. */
function aliasTarget(ledger: Ledger, alias: ManagedAlias): number | undefined | "as it is" {
  const { model, state } = ledger;
  const exists = (version: number) => findVersion(ledger, version) !== undefined;
  const champion = championOf(state);
  if (alias !== "staging" && state.reigns.length === 0) return "as it is";
  switch (alias) {
    case "champion":
      return champion !== undefined && !exists(champion) ? "as it is" : champion;
    case "previous":
      return predecessorOf(state, exists);
    case "staging": {
      if (state.staged !== undefined && exists(state.staged)) return state.staged;
      return state.stages.has(model.aliases.staging) ? undefined : "as it is";
    }
  }
}

/** Makes one change. */
export async function makeMove(registry: Registry, name: string, move: Move): Promise<void> {
  if (move.kind === "stage") return await registry.setStage(name, move.version, move.to);
  if (move.to === undefined) return await registry.deleteAlias(name, move.alias);
  await registry.setAlias(name, move.alias, move.to);
}

/** A change in words. */
export function describeMove(move: Move): string {
  if (move.kind === "alias") {
    return `alias ${move.alias}: ${describeTarget(move.from)} → ${describeTarget(move.to)}`;
  }
  const { version, from, to } = move;
  return from === to ? `version ${version}: alone in ${to}` : `version ${version}: ${from} → ${to}`;
}

/** What an alias points at, in words. */
export function describeTarget(version: number | undefined): string {
  return version === undefined ? "no version" : `version ${version}`;
}
