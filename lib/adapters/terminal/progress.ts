/** Progress on standard error: bars on a terminal, plain lines in a log. */
import cliProgress from "cli-progress";
import process from "node:process";
import type { Progress, ProgressTask } from "@/workflows/progress.ts";
import { style } from "@/adapters/terminal/style.ts";

/** Bars on a terminal; elsewhere one line when a piece of work starts and one when it ends. */
export function terminalProgress(): Progress {
  return { start: Deno.stderr.isTerminal() ? startBar : startLine };
}

function startBar(label: string, totalCount?: number): ProgressTask {
  const startMs = performance.now();
  const format = totalCount === undefined
    ? "{label} {note}"
    : "{label} {bar} {value}/{total} {eta_formatted} {note}";
  const bar = new cliProgress.SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    etaBuffer: 20,
  }, cliProgress.Presets.shades_classic);
  bar.start(totalCount ?? 1, 0, { label, note: "" });
  return {
    update: (doneCount, note) => bar.update(doneCount, { note: note ?? "" }),
    done: (note) => {
      bar.stop();
      printEnd(marks.done, label, note, startMs);
    },
    fail: (note) => {
      bar.stop();
      printEnd(marks.failed, label, note, startMs);
    },
  };
}

function startLine(label: string): ProgressTask {
  const startMs = performance.now();
  console.error(`  ${label} …`);
  return {
    update: () => {},
    done: (note) => printEnd(marks.done, label, note, startMs),
    fail: (note) => printEnd(marks.failed, label, note, startMs),
  };
}

const marks = { done: ["green", "✓"], failed: ["yellow", "✗"] } as const;

function printEnd(
  [colour, sign]: typeof marks[keyof typeof marks],
  label: string,
  note: string | undefined,
  startMs: number,
): void {
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const mark = style(colour, sign, Deno.stderr);
  const time = style("dim", `(${seconds} s)`, Deno.stderr);
  console.error(`${mark} ${label}${note ? `: ${note}` : ""} ${time}`);
}
