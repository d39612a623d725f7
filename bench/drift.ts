/** `deno task bench:drift`: how often drift verdicts are false, and how much they find, beside Evidently's. */
import { Option } from "commander";
import { table } from "@/adapters/terminal/table.ts";
import { integerFlag, runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { createRandom } from "@/data/random.ts";
import { assessDrift, type DriftAssessment } from "@/drift/assess_drift.ts";
import { momentsOf, pairNumbers } from "@/drift/paired_counts.ts";
import { isRaised } from "@/drift/verdict.ts";
import { wilsonInterval } from "@/evaluate/intervals/wilson_interval.ts";
import type { Reference } from "@/drift/reference.ts";
import type { Row } from "@/schema/row.ts";
import { type DriftWorld, driftWorld, windowOf } from "./drift_world.ts";
import {
  evidentlyColumnCount,
  type EvidentlyJudge,
  evidentlyPython,
  startEvidently,
} from "./evidently.ts";
import { timingOf } from "./timing.ts";

interface Flags {
  readonly windows: number;
  readonly worlds: number;
  readonly sizes: readonly number[];
  readonly firstSeed: number;
  readonly model: "logistic" | "forest";
  readonly python?: string;
  readonly json?: true;
}

/** What was said of one window. */
interface Judgement {
  readonly world: number;
  readonly size: number;
  /** The column that was shifted; none in an undrifted window. */
  readonly shifted: string | undefined;
  readonly ours: DriftAssessment["verdict"];
  /** Whether the shifted column itself was called. */
  readonly found: { readonly ours: boolean; readonly evidently: boolean };
  /** Columns that Evidently calls. */
  readonly evidently: number;
  readonly ourMs: number;
}

/** Shifts are half a standard deviation of the reference. */
const shiftDeviations = 0.5;

const sizesFlag = (text: string) => text.split(",").map(integerFlag(1, 100_000));

const command = taskCommand(
  "bench:drift",
  "False alarms and finds of drift verdicts, side by side.",
)
  .option("--windows <count>", "windows of each size", integerFlag(1, 1_000_000), 1000)
  .option("--worlds <count>", "models, each with its own patients", integerFlag(1, 10_000), 100)
  .option("--sizes <list>", "rows a window", sizesFlag, [30, 50, 100, 200, 1000])
  .option("--first-seed <integer>", "the first of the worlds' seeds", integerFlag(0, 20_000), 0)
  .addOption(
    new Option("--model <kind>", "what predicts").choices(["logistic", "forest"]).default("forest"),
  )
  .option("--python <path>", "Python with evidently 0.7 (default: a .venv.evidently made for it)")
  .option("--json", "print all verdicts as JSON")
  .action(async (flags: Flags) => {
    const evidently = await startEvidently(flags.python ?? await evidentlyPython());
    const judgements: Judgement[] = [];
    for (let world = 0; world < flags.worlds; world++) {
      judgements.push(...await judgeWorld(world, flags, evidently));
    }
    evidently.close();
    console.log(
      flags.json
        ? JSON.stringify({ flags, judgements })
        : report(judgements, flags, evidently.version),
    );
  });

async function judgeWorld(world: number, flags: Flags, evidently: EvidentlyJudge) {
  const made = driftWorld(flags.model, flags.firstSeed + world);
  evidently.setReference(made.reference);
  const numeric = made.reference.columns.filter(({ kind }) => kind === "numeric");
  const judgements: Judgement[] = [];
  for (const size of flags.sizes) {
    for (let window = world; window < flags.windows; window += flags.worlds) {
      const shifted = numeric[window % numeric.length].column;
      for (const column of [undefined, shifted]) {
        judgements.push({
          world,
          size,
          shifted: column,
          ...await judgeWindow(made, size, column, window, evidently),
        });
      }
    }
  }
  return judgements;
}

async function judgeWindow(
  { reference, pipeline, nextRows }: DriftWorld,
  size: number,
  shifted: string | undefined,
  seed: number,
  evidently: EvidentlyJudge,
): Promise<Omit<Judgement, "world" | "size" | "shifted">> {
  const drawn = nextRows(size);
  const rows = shifted ? shiftColumn(reference, drawn, shifted) : drawn;
  const window = windowOf(pipeline, rows);
  const startMs = performance.now();
  const { verdict, columns } = assessDrift(reference, window, { random: createRandom(seed) });
  const ourMs = performance.now() - startMs;
  const called = await evidently.judge(window);
  return {
    ours: verdict,
    found: {
      ours: columns.some((drift) => drift.column === shifted && isRaised(drift.verdict)),
      evidently: shifted !== undefined && called.includes(shifted),
    },
    evidently: called.length,
    ourMs,
  };
}

function shiftColumn(reference: Reference, rows: readonly Row[], name: string): Row[] {
  const column = reference.columns.find((column) => column.column === name);
  const cells = column!.cells.filter((cell) => cell !== null);
  const pair = pairNumbers(cells, []);
  const shift = shiftDeviations * momentsOf(pair.values, pair.reference).deviation;
  return rows.map((row) => {
    const cell = row[name];
    return typeof cell === "number" ? { ...row, [name]: cell + shift } : row;
  });
}

function report(judgements: readonly Judgement[], flags: Flags, version: string): string {
  const rate = (all: readonly Judgement[], holds: (judgement: Judgement) => boolean) =>
    percent(all.filter(holds).length / all.length);
  const interval = (all: readonly Judgement[], holds: (judgement: Judgement) => boolean) => {
    const { lower, upper } = wilsonInterval(all.filter(holds).length, all.length);
    return `${percent(lower)}–${percent(upper)}`;
  };
  const isAlarm = ({ ours }: Judgement) => ours === "alarm";
  const lines = flags.sizes.map((size) => {
    const ofSize = judgements.filter((judgement) => judgement.size === size);
    const still = ofSize.filter(({ shifted }) => shifted === undefined);
    const moved = ofSize.filter(({ shifted }) => shifted !== undefined);
    return [
      String(size),
      String(still.length),
      `${rate(still, isAlarm)} (${interval(still, isAlarm)})`,
      rate(still, ({ evidently }) => evidently > 0),
      rate(still, ({ evidently }) => evidently >= evidentlyColumnCount / 2),
      rate(moved, ({ found }) => found.ours),
      rate(moved, ({ found }) => found.evidently),
      timingOf(ofSize.map(({ ourMs }) => ourMs)).medianMs.toFixed(0),
    ];
  });
  const right = "right" as const;
  const heading =
    `${flags.worlds} worlds of 920 patients, ${flags.model}; Evidently ${version}.\n` +
    "False: undrifted windows with an alarm over any column. Found: one column moved by half a " +
    "deviation.";
  const finds = Map.groupBy(
    judgements.filter(({ shifted }) => shifted !== undefined),
    ({ shifted }) => shifted!,
  );
  const byColumn = Array.from(finds, ([column, all]) => [
    column,
    ...flags.sizes.map((size) =>
      rate(all.filter((judgement) => judgement.size === size), ({ found }) => found.ours)
    ),
  ]);
  return `${heading}\n` + table([
    { title: "rows", align: right },
    { title: "windows", align: right },
    { title: "ours false (95 %)", align: right },
    { title: "Evidently, a column", align: right },
    { title: "half the columns", align: right },
    { title: "ours found", align: right },
    { title: "Evidently found", align: right },
    { title: "ms a verdict", align: right },
  ], lines) + "\n" + table([
    { title: "found, by column" },
    ...flags.sizes.map((size) => ({ title: `${size} rows`, align: right })),
  ], byColumn);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

await runTask(command);
