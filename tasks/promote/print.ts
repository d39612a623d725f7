/** Shows how a promotion or rollback ended: tables and lines for people, JSON for programs. */
import { style } from "@/adapters/terminal/style.ts";
import { table } from "@/adapters/terminal/table.ts";
import { wrapWords } from "@/adapters/terminal/wrap_words.ts";
import type { GateRule } from "@/evaluate/promotion_gate.ts";
import { findVersion, type Ledger } from "@/workflows/promote/ledger.ts";
import { describeMove, describeTarget, type Move } from "@/workflows/promote/projection.ts";
import type { PromoteOutcome } from "@/workflows/promote/promote.ts";
import type { RollbackOutcome } from "@/workflows/promote/rollback.ts";

const marks = {
  pass: ["green", "✓"],
  fail: ["red", "✗"],
  info: ["dim", "·"],
} as const;

/** Prints the gate's judgement and what was changed; what a refusal means is for the caller. */
export function printPromotion(outcome: PromoteOutcome): void {
  const { result, version, replaced, gate, ledger, moves } = outcome;
  const { name } = ledger.model;
  if (gate) {
    const verdict = gate.passed ? style("green", "passed") : style("red", "failed");
    console.log(`\n${style("bold", `Gate: version ${version} of ${name}`)} ${verdict}`);
    console.log(gateTable(gate.rules));
  }
  const predecessor = replaced === undefined ? "" : `, version ${replaced} is Archived`;
  const words = {
    promoted: `Version ${version} of ${name} is in Production${predecessor}.`,
    staged: `Version ${version} of ${name} is in Staging.`,
    unchanged: `Version ${version} of ${name} is in ${
      findVersion(ledger, version)?.stage ?? "no stage"
    } already.`,
    refused: "",
  }[result];
  const overruled = result === "promoted" && gate && !gate.passed;
  if (overruled) console.log(style("yellow", "The gate was overruled; the audit says why."));
  if (words) console.log(`${style("green", "✓")} ${style("bold", words)}`);
  printMoves(ledger, version, moves);
}

/** Prints what is in Production again. */
export function printRollback({ version, replaced, ledger, moves }: RollbackOutcome): void {
  const words = `Version ${version} of ${ledger.model.name} is in Production again, ` +
    `version ${replaced} is Archived.`;
  console.log(`${style("green", "✓")} ${style("bold", words)}`);
  printMoves(ledger, version, moves);
}

function printMoves(ledger: Ledger, version: number, moves: readonly Move[]): void {
  for (const line of netChanges(moves)) console.log(`  ${style("dim", line)}`);
  const page = findVersion(ledger, version)?.url ?? ledger.model.url;
  console.log(`  ${style("cyan", page)}`);
}

/** Each version's way through the stages, and where each alias went in the end. */
function netChanges(moves: readonly Move[]): string[] {
  const ways = new Map<string, string[]>();
  for (const move of moves) {
    if (move.kind === "stage") {
      const thing = `version ${move.version}`;
      ways.set(thing, [...ways.get(thing) ?? [move.from], move.to]);
    } else {
      const thing = `alias ${move.alias}`;
      ways.set(thing, [ways.get(thing)?.[0] ?? describeTarget(move.from), describeTarget(move.to)]);
    }
  }
  return [...ways]
    .filter(([, way]) => way[0] !== way[way.length - 1])
    .map(([thing, way]) => `${thing}: ${way.join(" → ")}`);
}

function gateTable(rules: readonly GateRule[]): string {
  return table(
    [
      { title: "" },
      { title: "rule" },
      { title: "figure", align: "right" },
      { title: "required", align: "right" },
      { title: "" },
    ],
    rules.map(({ verdict, title, figure, relation, bound, note }) => [
      style(marks[verdict][0], marks[verdict][1]),
      verdict === "fail" ? style("red", title) : title,
      figure === null ? "" : writtenFigure(figure),
      bound === null ? "" : `${relation} ${writtenFigure(bound)}`,
      wrapWords(note, noteLength).join("\n"),
    ]),
  );
}

/** With three digits and the sign that typographers use for less. */
export function writtenFigure(value: number): string {
  return value.toFixed(3).replace("-", "−");
}

/** Keeps the table within 96 columns. */
const noteLength = 30;

/** The outcome for programs, under MLflow's names where it has them. */
export function promotionRecord(outcome: PromoteOutcome) {
  const { result, version, replaced, gate, ledger, moves } = outcome;
  return {
    result,
    ...place(ledger, version, moves),
    replaced: replaced ?? null,
    gate: gate ? { passed: gate.passed, rules: gate.rules } : null,
  };
}

/** The outcome for programs, under MLflow's names where it has them. */
export function rollbackRecord({ version, replaced, ledger, moves }: RollbackOutcome) {
  return { result: "rolled back", ...place(ledger, version, moves), replaced };
}

function place(ledger: Ledger, version: number, moves: readonly Move[]) {
  const found = findVersion(ledger, version);
  return {
    model: ledger.model.name,
    version,
    stage: found?.stage ?? null,
    aliases: found?.aliases ?? [],
    url: found?.url ?? ledger.model.url,
    changes: moves.map(describeMove),
  };
}
