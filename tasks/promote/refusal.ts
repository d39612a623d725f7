/** Says that the gate refused a version, and why. */
import { exitCode, UserError } from "@/errors.ts";
import type { PromoteOutcome } from "@/workflows/promote/promote.ts";
import { findVersion } from "@/workflows/promote/ledger.ts";
import { writtenFigure } from "./print.ts";

/** The error that ends a refused promotion. */
export function refusalError({ version, gate, ledger }: PromoteOutcome): UserError {
  const failed = gate?.rules.filter(({ verdict }) => verdict === "fail") ?? [];
  const stage = findVersion(ledger, version)?.stage ?? "None";
  const reasons = failed.map(({ title, note, figure, relation, bound }) => {
    const found = figure === null || bound === null
      ? note
      : `${writtenFigure(figure)}, required ${relation} ${writtenFigure(bound)}`;
    return `\n  ${title}: ${found}`;
  });
  return new UserError(
    `Refused: version ${version} of '${ledger.model.name}' stays in ${stage}.${reasons.join("")}`,
    {
      exitCode: exitCode.refused,
      hint: 'Train a better one; or overrule the gate: --force "why", which is recorded.',
    },
  );
}
