/** Which version a promotion is about, or why there is none. */
import { UserError } from "@/errors.ts";
import { findVersion, type Ledger } from "@/workflows/promote/ledger.ts";
import { championOf } from "@/workflows/promote/replay.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";

/**
 * The version asked for, or else the newest one; undefined when that is the champion already.
 *
 * Unless it is asked for by its number, a version that was set aside does not come back, nor is
 * one promoted that is older than some champion.
 *
 * @throws {UserError} when there is no such version, or it cannot be promoted
 */
export function chooseCandidate(
  ledger: Ledger,
  wanted: number | undefined,
): RegisteredVersion | undefined {
  const candidate = wanted === undefined ? newest(ledger) : named(ledger, wanted);
  if (candidate.version === championOf(ledger.state)) return undefined;
  if (candidate.status !== "READY") {
    throw new UserError(
      `Version ${candidate.version} of '${candidate.name}' is ${candidate.status}, not READY.`,
      { hint: "Its files are not all there yet, or never will be. Name another: --version N" },
    );
  }
  return candidate;
}

function named({ model }: Ledger, wanted: number): RegisteredVersion {
  const found = model.versions.find(({ version }) => version === wanted);
  if (found) return found;
  const known = model.versions.map(({ version }) => version).join(", ") || "none";
  throw new UserError(
    `'${model.name}' has no version ${wanted}: it was deleted, or never was. There are: ${known}.`,
    { hint: "deno task promote --list shows them." },
  );
}

function newest(ledger: Ledger): RegisteredVersion {
  const { model, state } = ledger;
  const [first] = model.versions;
  if (first === undefined) {
    throw new UserError(`'${model.name}' has no versions.`, {
      hint: "deno task tune trains one and registers it.",
    });
  }
  const lastCrowned = Math.max(0, ...state.reigns.map(({ version }) => version ?? 0));
  const fresh = model.versions.find(({ version, stage }) =>
    version > lastCrowned && stage !== "Archived"
  );
  if (fresh !== undefined) return fresh;
  if (first.version === championOf(state)) return first;
  const reason = first.version > lastCrowned || first.stage === "Archived"
    ? `is ${first.stage}`
    : `is not newer than version ${lastCrowned}, which has been in Production`;
  const staged = findVersion(ledger, state.staged);
  throw new UserError(
    `Nothing to promote: version ${first.version}, the newest of '${model.name}', ${reason}.`,
    {
      hint: staged === undefined
        ? `To promote it nevertheless: deno task promote --version ${first.version}`
        : `To promote the one in Staging: deno task promote --version ${staged.version}`,
    },
  );
}
