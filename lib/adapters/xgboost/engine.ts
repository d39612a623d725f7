/** The XGBoost engine over the native library. */
import { Booster, DataMatrix } from "@/adapters/xgboost/handles.ts";
import { openLibrary, type XgboostLibrary } from "@/adapters/xgboost/library.ts";
import type { Float32Matrix, XgboostEngine } from "@/estimators/xgboost/engine.ts";

/** An engine that holds the native library open until it is disposed of. */
export interface NativeXgboost extends XgboostEngine, Disposable {
  /**
   * XGBoost's own prediction, to compare with: probability of class 1 for each of n rows.
   *
   * @throws {UserError} with XGBoost's own message
   */
  predict(modelJson: string, X: Float32Matrix): Float32Array;
}

/**
 * Opens XGBoost's native library; `--allow-ffi=<its path>` suffices on Linux.
 *
 * @param libraryPath the wheel's `libxgboost.so`, `libxgboost.dylib` or `xgboost.dll`
 * @throws {UserError} when it is not there, may not be opened, or is not XGBoost 3
 *
 * @example
 * ```ts ignore
 * using xgboost = openXgboost(".venv/lib/python3.11/site-packages/xgboost/lib/libxgboost.so");
 * const fitted = xgboostEstimator({ maxDepth: 3 }, xgboost).fit(X, y, { seed: 1, featureNames });
 * ```
 */
export function openXgboost(libraryPath: string): NativeXgboost {
  return nativeXgboost(openLibrary(libraryPath));
}

/** The engine over an open library, which it closes when disposed of. */
export function nativeXgboost(library: XgboostLibrary): NativeXgboost {
  const withModel = <Result>(modelJson: string, use: (booster: Booster) => Result): Result => {
    using booster = new Booster(library);
    booster.setParam("nthread", 1);
    booster.load(new TextEncoder().encode(modelJson));
    return use(booster);
  };
  return {
    version: library.version,
    train({ X, y, featureNames, params, roundCount }) {
      using matrix = new DataMatrix(library, X);
      matrix.setLabels(y);
      using booster = new Booster(library, matrix);
      booster.setFeatureNames(featureNames);
      for (const [name, value] of Object.entries(params)) booster.setParam(name, value);
      for (let round = 0; round < roundCount; round++) booster.update(round, matrix);
      return new TextDecoder().decode(booster.save("json"));
    },
    toUbj: (modelJson) => withModel(modelJson, (booster) => booster.save("ubj")),
    predict(modelJson, X) {
      using matrix = new DataMatrix(library, X);
      return withModel(modelJson, (booster) => booster.predict(matrix, X.rowCount));
    },
    [Symbol.dispose]: () => library[Symbol.dispose](),
  };
}
