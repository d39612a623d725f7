/** Whatever XGBoost gives out is given back, also when it refuses half-way. */
import assert from "node:assert/strict";
import { nativeXgboost } from "@/adapters/xgboost/engine.ts";
import {
  openLibrary,
  type XgboostLibrary,
  type XgboostSymbols,
} from "@/adapters/xgboost/library.ts";
import { UserError } from "@/errors.ts";
import type { TrainingJob } from "@/estimators/xgboost/engine.ts";
import { testNative } from "../../native_xgboost.ts";

const job = (changes: Partial<TrainingJob> = {}): TrainingJob => ({
  X: { rowCount: 4, columnCount: 1, values: Float32Array.of(1, 2, 3, 4) },
  y: Float32Array.of(0, 0, 1, 1),
  featureNames: ["x"],
  params: { objective: "binary:logistic", nthread: 1, seed: 1, min_child_weight: 0 },
  roundCount: 2,
  ...changes,
});

/** The library with a count of what was made and not freed; `failing` makes one call fail. */
function counted(library: XgboostLibrary, failing?: keyof XgboostSymbols) {
  const calls = new Map<string, number>();
  const symbols = Object.fromEntries(
    Object.entries(library.symbols).map(([name, call]) => [name, (...args: never[]) => {
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return name === failing ? -1 : (call as (...args: never[]) => unknown)(...args);
    }]),
  ) as unknown as XgboostSymbols;
  const times = (name: keyof XgboostSymbols) => calls.get(name) ?? 0;
  return {
    library: { ...library, symbols },
    made: () => times("XGDMatrixCreateFromDense") + times("XGBoosterCreate"),
    freed: () => times("XGDMatrixFree") + times("XGBoosterFree"),
  };
}

testNative("training, predicting and converting free all they made", (path) => {
  using library = openLibrary(path);
  const { library: watched, made, freed } = counted(library);
  const engine = nativeXgboost(watched);
  const model = engine.train(job());
  engine.predict(model, job().X);
  engine.toUbj(model);
  assert.equal(made(), 5);
  assert.equal(freed(), 5);
});

const steps = [
  "XGDMatrixSetInfoFromInterface",
  "XGBoosterCreate",
  "XGBoosterSetStrFeatureInfo",
  "XGBoosterSetParam",
  "XGBoosterUpdateOneIter",
  "XGBoosterSaveModelToBuffer",
] as const satisfies readonly (keyof XgboostSymbols)[];

for (const step of steps) {
  testNative(`training frees all it made when ${step} fails`, (path) => {
    using library = openLibrary(path);
    const { library: watched, made, freed } = counted(library, step);
    assert.throws(() => nativeXgboost(watched).train(job()), UserError);
    // A booster that was not created is none to free.
    assert.equal(freed(), made() - (step === "XGBoosterCreate" ? 1 : 0));
  });
}

testNative("predicting frees all it made when the model is damaged", (path) => {
  using library = openLibrary(path);
  const { library: watched, made, freed } = counted(library);
  assert.throws(() => nativeXgboost(watched).predict(`{"learner":{}}`, job().X), UserError);
  assert.equal(made(), 2);
  assert.equal(freed(), 2);
});

const refusals: Record<string, { changes: Partial<TrainingJob>; message: RegExp }> = {
  "a parameter out of range": {
    changes: { params: { ...job().params, max_depth: -3 } },
    message: /-3 for Parameter max_depth should be greater equal to 0/,
  },
  "an unknown objective": {
    changes: { params: { objective: "binary:wishful" } },
    message: /Unknown objective function: `binary:wishful`/,
  },
  "labels outside [0, 1]": {
    changes: { y: Float32Array.of(0, 0, 1, 2) },
    message: /label must be in/,
  },
  "as many labels as there are not rows": {
    changes: { y: Float32Array.of(0, 1) },
    message: /labels|num_row/,
  },
};

for (const [what, { changes, message }] of Object.entries(refusals)) {
  testNative(`the error carries XGBoost's own message: ${what}`, (path) => {
    using library = openLibrary(path);
    const engine = nativeXgboost(library);
    assert.throws(() => engine.train(job(changes)), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, message);
      assert.match(error.message, /^XGBoost could not /);
      assert.doesNotMatch(error.message, /Stack trace|\/workspace\//);
      assert.ok(error.hint);
      return true;
    });
    assert.ok(engine.train(job()).length > 0, "the engine is of no use after the error");
  });
}
