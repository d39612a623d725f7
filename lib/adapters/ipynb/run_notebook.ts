/** Runs a notebook from top to bottom in a fresh kernel, as Restart and Run All does. */
import { collectOutputs } from "@/adapters/ipynb/cell_outputs.ts";
import {
  type CellOutput,
  type CodeCell,
  codeCells,
  type Notebook,
} from "@/adapters/ipynb/document.ts";
import type { CellEnd, Kernel } from "@/adapters/jupyter/kernel.ts";
import { UserError } from "@/errors.ts";
import type { ProgressTask } from "@/workflows/progress.ts";

/** What {@linkcode runNotebook} is given. */
export interface RunNotebookOptions {
  /** A fresh kernel; the caller closes it. */
  readonly kernel: Kernel;
  /** The notebook's name, for messages. */
  readonly name: string;
  /** How long a cell may take, in milliseconds. */
  readonly cellTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of each cell that is done. */
  readonly task: ProgressTask;
}

/** How long a cell may take to end once it was asked to. */
const stopTimeoutMs = 5_000;

/**
 * The notebook with the outputs of this run and counts from 1; nothing in it tells when or where
 * it ran.
 *
 * @throws {UserError} with the traceback when a cell fails, or takes too long
 * @throws the signal's reason when it aborts
 */
export async function runNotebook(
  notebook: Notebook,
  options: RunNotebookOptions,
): Promise<Notebook> {
  const ran = new Map<string, CodeCell>();
  let count = 0;
  for (const cell of codeCells(notebook)) {
    const { execution: _timings, ...metadata } = cell.metadata;
    const isEmpty = cell.source.trim() === "";
    const executionCount = isEmpty ? null : ++count;
    const outputs = executionCount === null ? [] : await runCell(cell, executionCount, options);
    ran.set(cell.id, { ...cell, metadata, execution_count: executionCount, outputs });
    options.task.update(ran.size);
  }
  return { ...notebook, cells: notebook.cells.map((cell) => ran.get(cell.id) ?? cell) };
}

async function runCell(
  cell: CodeCell,
  executionCount: number,
  { kernel, name, cellTimeoutMs, signal }: RunNotebookOptions,
): Promise<CellOutput[]> {
  const collector = collectOutputs(executionCount);
  const timeout = AbortSignal.timeout(cellTimeoutMs);
  const end = await untilAborted(
    kernel.execute(cell.source, collector.add),
    AbortSignal.any([signal, timeout]),
    () => kernel.interrupt(),
  );
  signal.throwIfAborted();
  const place = `${name}, cell [${executionCount}]`;
  if (timeout.aborted) {
    throw new UserError(`${place} took longer than ${cellTimeoutMs / 1000} s.`, {
      hint: "Make it do less, or give it longer with --timeout SECONDS.",
    });
  }
  const outputs = collector.outputs();
  const failure = failureOf(end, outputs);
  if (failure !== undefined) {
    throw new UserError(`${place} failed: ${failure}\n\n${quoteSource(cell.source)}`, {
      hint: "Correct the cell and run the task again; the notebook's file was not changed.",
    });
  }
  return outputs;
}

/** A cell that is given up is asked to stop, and has a while to end its runs. */
async function untilAborted(
  running: Promise<CellEnd>,
  signal: AbortSignal,
  stop: () => void,
): Promise<CellEnd | undefined> {
  const { promise: givenUp, resolve } = Promise.withResolvers<undefined>();
  let lastWait: ReturnType<typeof setTimeout> | undefined;
  const abort = () => {
    stop();
    lastWait = setTimeout(() => resolve(undefined), stopTimeoutMs);
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  running.catch(() => {});
  try {
    return await Promise.race([running, givenUp]);
  } catch (error) {
    // A kernel that had no session yet has ended of the interrupt.
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
    clearTimeout(lastWait);
  }
}

/** A display that throws leaves the cell's end "ok"; a cell that does not parse says nothing. */
function failureOf(end: CellEnd | undefined, outputs: readonly CellOutput[]): string | undefined {
  const error = outputs.find((output) => output.output_type === "error");
  if (error) {
    const { ename, evalue, traceback } = error;
    return traceback.join("\n") || `${ename}: ${evalue}`;
  }
  if (end?.status !== "error") return undefined;
  return "it is not valid TypeScript, or something that it imports cannot be loaded. " +
    "deno task notebook:check says where.";
}

function quoteSource(source: string): string {
  return source.split("\n").map((line) => `  │ ${line}`).join("\n");
}
