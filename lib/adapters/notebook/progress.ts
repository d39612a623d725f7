/** Progress under a cell: one line for each piece of work, updated in place. */
import { display, type MediaBundle, updateDisplay } from "@/adapters/notebook/display.ts";
import type { Progress, ProgressTask } from "@/workflows/progress.ts";

const barLength = 24;
/** More often, and the lines would crowd out the outputs. */
const leastGapMs = 100;

/** Shows each piece of work on a line of its own. */
export const notebookProgress: Progress = {
  start(label: string, totalCount?: number): ProgressTask {
    const id = crypto.randomUUID();
    let shownMs = performance.now();
    display(line(`${label} …`), id);
    return {
      update(doneCount, note) {
        if (performance.now() - shownMs < leastGapMs) return;
        shownMs = performance.now();
        updateDisplay(line(stateLine(label, doneCount, totalCount, note)), id);
      },
      done: (note) => updateDisplay(line(endLine("✓", label, note)), id),
      fail: (note) => updateDisplay(line(endLine("✗", label, note)), id),
    };
  },
};

/** A line of work that is under way. */
export function stateLine(
  label: string,
  doneCount: number,
  totalCount: number | undefined,
  note: string | undefined,
): string {
  const bar = totalCount === undefined
    ? "…"
    : `${barOf(doneCount / totalCount)} ${doneCount}/${totalCount}`;
  return [label, bar, ...(note === undefined ? [] : [note])].join(" ");
}

function barOf(share: number): string {
  const full = Math.round(barLength * Math.min(1, Math.max(0, share)));
  return "█".repeat(full) + "░".repeat(barLength - full);
}

function endLine(mark: string, label: string, note: string | undefined): string {
  return `${mark} ${label}${note === undefined ? "" : `: ${note}`}`;
}

function line(text: string): MediaBundle {
  return { "text/plain": text };
}
