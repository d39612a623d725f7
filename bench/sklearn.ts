/** scikit-learn's times on the same bytes, measured inside Python. */
import { fileURLToPath } from "node:url";
import { exitCode, UserError } from "@/errors.ts";
import type { BenchData } from "./bench_data.ts";

/** Milliseconds of each run, by what was run. */
export interface SklearnTimes {
  readonly version: string;
  /** Default: √d columns tried at each split. */
  readonly forest: number[];
  /** All columns tried at each split. */
  readonly forestAllColumns: number[];
  readonly forestPredict: number[];
  readonly logistic: number[];
}

/** The managed environment's interpreter. */
export const managedPython = Deno.build.os === "windows"
  ? ".venv/Scripts/python.exe"
  : ".venv/bin/python";

/**
 * Fits in a Python process; undefined when there is no such interpreter.
 *
 * @throws {UserError} when Python fails, for example without scikit-learn
 */
export async function timeSklearn(
  python: string,
  { X, y }: BenchData,
  treeCount: number,
  repeats: number,
): Promise<SklearnTimes | undefined> {
  const folder = await Deno.makeTempDir();
  try {
    const [matrixPath, labelsPath] = [`${folder}/matrix.f64`, `${folder}/labels.u8`];
    await Deno.writeFile(matrixPath, new Uint8Array(X.values.slice().buffer));
    await Deno.writeFile(labelsPath, y);
    const sizes = [X.rowCount, X.columnCount, treeCount, repeats].map(String);
    const script = fileURLToPath(new URL("./sklearn_fit.py", import.meta.url));
    const process = new Deno.Command(python, { args: [script, matrixPath, labelsPath, ...sizes] });
    const { success, stdout, stderr } = await process.output();
    if (success) return JSON.parse(new TextDecoder().decode(stdout));
    throw new UserError(`scikit-learn could not be timed: ${new TextDecoder().decode(stderr)}`, {
      exitCode: exitCode.unavailable,
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
