/** A cache that may fail to keep a model: the copy is for later, and the model serves now. */
import { UserError } from "@/errors.ts";
import type { ModelCache } from "@/workflows/serve/model_source.ts";

/** The cache, but for failures to store, of which `tell` hears. */
export function optionalCache(cache: ModelCache, tell: (reason: string) => void): ModelCache {
  return {
    load: () => cache.load(),
    async store(model) {
      try {
        await cache.store(model);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        tell(error.message);
      }
    },
  };
}
