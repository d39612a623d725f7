/** Evidently's verdicts: its own Python environment, and windows that are judged one by one. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { exitCode, UserError } from "@/errors.ts";
import type { DriftWindow } from "@/drift/pooled_table.ts";
import type { Reference } from "@/drift/reference.ts";
import { heartSchema } from "@/schema/heart.ts";
import { peerPython } from "./peer_python.ts";

/** What Evidently calls the predicted probability here. */
export const probabilityName = "probability";

/** How many columns Evidently judges. */
export const evidentlyColumnCount = heartSchema.features.length + 1;

/** A running Evidently. */
export interface EvidentlyJudge {
  readonly version: string;
  readonly setReference: (reference: Reference) => void;
  /** The names of the columns that have drifted. */
  readonly judge: (window: DriftWindow) => Promise<string[]>;
  readonly close: () => void;
}

/**
 * The interpreter of `.venv.evidently`, which is made when it is missing.
 *
 * @throws {UserError} when there is no Python, or the packages cannot be had
 */
export function evidentlyPython(): Promise<string> {
  return peerPython({
    module: "evidently",
    title: "Evidently",
    hint: "Name a Python that has evidently 0.7: deno task bench:drift --python PATH",
  });
}

/**
 * Starts Evidently.
 *
 * @throws {UserError} when Python fails, for example without Evidently
 */
export async function startEvidently(python: string): Promise<EvidentlyJudge> {
  const script = fileURLToPath(new URL("./evidently_verdicts.py", import.meta.url));
  const child = spawn(python, [script]);
  const errors: string[] = [];
  child.stderr.on("data", (bytes) => errors.push(String(bytes)));
  const failed = new Promise<never>((_, reject) => child.on("error", reject));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const listen = async () => {
    const { done, value } = await Promise.race([lines.next(), failed]);
    if (!done) return JSON.parse(value);
    throw new UserError(`Evidently failed: ${errors.join("")}`, {
      exitCode: exitCode.unavailable,
    });
  };
  const say = (message: unknown) => child.stdin.write(`${JSON.stringify(message)}\n`);

  const kinds = heartSchema.features.map(({ name, kind }) => ({
    name,
    kind: kind === "numeric" ? "num" : "cat",
  }));
  say({ columns: [...kinds, { name: probabilityName, kind: "num" }] });
  const { version } = await listen();
  return {
    version,
    setReference: ({ columns, heldOutProbabilities }) =>
      say({
        reference: [
          ...columns.map((column) =>
            column.kind === "numeric"
              ? column.cells
              : column.cells.map((place) => place === null ? null : column.labels[place])
          ),
          heldOutProbabilities,
        ],
      }),
    judge: ({ rows, probabilities }) => {
      const cells = heartSchema.features.map(({ name }) => rows.map((row) => row[name]));
      say({ current: [...cells, [...probabilities]] });
      return listen();
    },
    close: () => child.stdin.end(),
  };
}
