/** The model that the services answer with, and the patients that they are asked about. */
import { join } from "node:path";
import { obtainDataset } from "@/adapters/files/obtain_dataset.ts";
import { terminalProgress } from "@/adapters/terminal/progress.ts";
import { createRandom } from "@/data/random.ts";
import { buildReference, serializeReference } from "@/drift/reference.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import type { Row } from "@/schema/row.ts";
import { heartSchema } from "@/schema/heart.ts";
import { modelPaths } from "@/workflows/model/paths.ts";

/** What a benchmark of the service works with. */
export interface ServedModelFiles {
  /** The model's folder. */
  readonly model: string;
  /** The table it was fitted on, in canonical form. */
  readonly tableText: string;
  /** Patients as requests, in JSON. */
  readonly bodies: readonly string[];
}

/** Fits the forest with its defaults (101 trees) on all patients, and writes it into a folder. */
export async function fitServedModel(folder: string, seed: number): Promise<ServedModelFiles> {
  const { dataset, text } = await obtainDataset({
    root: Deno.cwd(),
    from: undefined,
    progress: terminalProgress(),
  });
  const pipeline = fitPipeline(defaultRecipe("forest", seed), dataset, heartSchema);
  const { rows, labels } = dataset;
  const probabilities = predictProba(pipeline, rows);
  const reference = buildReference(
    heartSchema,
    { rows, labels, probabilities, heldOutProbabilities: probabilities },
    createRandom(seed),
  );
  const model = join(folder, "model");
  await Deno.mkdir(model);
  await Deno.writeTextFile(join(model, modelPaths.pipeline), serializePipeline(pipeline));
  await Deno.writeTextFile(join(model, modelPaths.reference), serializeReference(reference));
  return { model, tableText: text, bodies: rows.map(bodyOf) };
}

function bodyOf(row: Row): string {
  const fields = heartSchema.features.map(({ name }) => [name, row[name]]);
  return JSON.stringify(Object.fromEntries(fields));
}
