/** Loads the model and scores the file. */
import { type ScoredFile, scoreFile } from "@/adapters/files/score_file.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { type LoadedPipeline, loadPipeline } from "@/adapters/mlflow/load_pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Progress } from "@/workflows/progress.ts";

/** The flags of `deno task score`. */
export interface ScoreOptions {
  readonly input: string;
  readonly output: string;
  readonly model: string;
  readonly force: boolean;
}

/** What scoring gave, and by which model. */
export interface ScoreOutcome {
  readonly model: LoadedPipeline;
  readonly outputPath: string;
  readonly scored: ScoredFile;
}

/**
 * Scores a file.
 *
 * @throws {UserError} when the model, the input or the output fails, or the work was interrupted
 */
export async function score(
  { input, output, model: uri, force }: ScoreOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<ScoreOutcome> {
  const connect = () => connectMlflow({ root: Deno.cwd(), progress, signal });
  const model = await loadPipeline(uri, { schema: heartSchema, connect });
  const options = { inputPath: input, outputPath: output, mayOverwrite: force };
  const scored = await scoreFile(model.pipeline, options, progress, signal);
  return { model, outputPath: output, scored };
}
