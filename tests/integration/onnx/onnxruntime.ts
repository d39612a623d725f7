/** Runs an ONNX model in the project's Python, after ONNX's own full check of it. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environment } from "../../native_xgboost.ts";
import type { RawRow } from "@/schema/row.ts";

/** A model's outputs by name, one value per row, row after row; null for NaN. */
type Answers = Readonly<Record<string, readonly (number | null)[]>>;

/** What onnxruntime says of the rows. */
export interface ModelRun {
  /** All rows at once. */
  readonly whole: Answers;
  /** The first 820 rows in batches of 1, 2, 3 … 40. */
  readonly parts: Answers;
  readonly metadata: Readonly<Record<string, string>>;
}

const script = fileURLToPath(new URL("./run_model.py", import.meta.url));

/** Registers a test of models in Python, ignored with its reason where there is none. */
export function testOnnxruntime(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: environment ? name : `${name} (ignored: .venv is not set up)`,
    ignore: environment === undefined,
    fn,
  });
}

/**
 * Feeds a model with rows of numbers and texts, NaN for a missing number.
 *
 * @throws {Error} with Python's message when the model is not sound or cannot be run
 */
export async function runModel(model: Uint8Array, rows: readonly RawRow[]): Promise<ModelRun> {
  const folder = await Deno.makeTempDir({ prefix: "onnx-" });
  try {
    const [modelPath, columnsPath, answersPath] = ["model.onnx", "columns.json", "answers.json"]
      .map((name) => join(folder, name));
    await Deno.writeFile(modelPath, model);
    const names = Object.keys(rows[0]);
    const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
    await Deno.writeTextFile(columnsPath, JSON.stringify(columns));
    const { success, stderr } = await new Deno.Command(environment!.python, {
      args: [script, modelPath, columnsPath, answersPath],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return JSON.parse(await Deno.readTextFile(answersPath));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
