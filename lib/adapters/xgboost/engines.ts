/** Opens the engines that a kind of estimator needs, once a thread. */
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import type { Engines, EstimatorKind } from "@/estimators/catalog.ts";
import type { XgboostEngine } from "@/estimators/xgboost/engine.ts";

const openEngines = new Map<string, XgboostEngine>();

/**
 * The engines for a kind; the library stays open until the thread ends.
 *
 * @param libxgboost the library's path
 * @throws {UserError} when the library cannot be opened
 */
export function enginesFor(kind: EstimatorKind, libxgboost: string | undefined): Engines {
  if (kind !== "xgboost" || libxgboost === undefined) return {};
  let engine = openEngines.get(libxgboost);
  if (!engine) {
    engine = openXgboost(libxgboost);
    openEngines.set(libxgboost, engine);
  }
  return { xgboost: engine };
}
