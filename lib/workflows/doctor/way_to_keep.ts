/** How what a person changed by hand is kept: by doing it anew through promotion. */
import { findVersion, type Ledger } from "@/workflows/promote/ledger.ts";
import type { Move } from "@/workflows/promote/projection.ts";

/** The command that keeps what a move would set back; undefined when there is none. */
export function wayToKeep(move: Move, ledger: Ledger): string | undefined {
  const { version, stage } = madeByHand(move, ledger);
  if (findVersion(ledger, version) === undefined) return undefined;
  if (stage === "Production") return `deno task promote --version ${version} --force "why"`;
  if (stage === "Staging") return `deno task promote --version ${version} --to staging`;
  return undefined;
}

/** Which version a person has put where, be it by taking another's place. */
function madeByHand(move: Move, { model }: Ledger) {
  if (move.kind === "alias") {
    const stages = { champion: "Production", staging: "Staging", previous: undefined } as const;
    return { version: move.from, stage: stages[move.alias] };
  }
  const { version, from, to } = move;
  if (to !== "Production" && to !== "Staging") return { version, stage: from };
  const other = model.versions.find((known) => known.version !== version && known.stage === to);
  return { version: other?.version, stage: to };
}
