/** Reading a fitted forest back. */
import { type FittedForest, fittedForest } from "@/estimators/forest/fitted.ts";
import { readForest } from "@/estimators/forest/saved.ts";
import type { JsonObject } from "@/json.ts";

/**
 * A fitted forest from its `toJSON`.
 *
 * @throws {UserError} naming what is missing, out of range or does not fit together
 */
export function forestFromJson(json: JsonObject): FittedForest {
  return fittedForest(readForest(json));
}
