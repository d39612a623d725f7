/** The last model that was served, in a file that tells whether it is whole. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import type { ModelCache } from "@/workflows/serve/model_source.ts";

const cachedSchema = z.strictObject({
  /** The URI that the service was to serve. */
  wanted: z.string(),
  identity: z.strictObject({
    source: z.string(),
    name: z.string(),
    version: z.string(),
    runId: z.string(),
    dataSource: z.string(),
    digest: z.string(),
    metrics: z.record(z.string(), z.number()),
  }),
  pipelineText: z.string(),
  referenceText: z.string().optional(),
  card: z.string().optional(),
});

/**
 * A cache in one file: a line with the SHA-256 of the rest, and the model as JSON.
 *
 * @param wanted the URI of the model to serve; what was stored for another is not loaded
 */
export function fileModelCache(path: string, wanted: string): ModelCache {
  const damaged = () =>
    new UserError(`The cached model ${path} is damaged.`, {
      exitCode: exitCode.data,
      hint: "Remove it; the next start fetches the model again.",
    });
  return {
    async store(model) {
      const text = JSON.stringify({ wanted, ...model });
      await writeAtomically(path, [`${sha256(text)}\n`, text]);
    },
    async load() {
      let content: string;
      try {
        content = await Deno.readTextFile(path);
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return undefined;
        throw error;
      }
      const lineEnd = content.indexOf("\n");
      const text = content.slice(lineEnd + 1);
      if (sha256(text) !== content.slice(0, lineEnd)) throw damaged();
      const { success, data } = cachedSchema.safeParse(JSON.parse(text));
      if (!success) throw damaged();
      const { wanted: found, referenceText, card, ...model } = data;
      return found === wanted ? { ...model, referenceText, card } : undefined;
    },
  };
}
