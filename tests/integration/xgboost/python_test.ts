/** What is trained here and in Python at this moment is one and the same. */
import assert from "node:assert/strict";
import { MersenneTwister19937, real } from "random-js";
import { openXgboost } from "@/adapters/xgboost/engine.ts";
import { xgboostEstimator } from "@/estimators/xgboost/estimator.ts";
import { modelJson } from "@/estimators/xgboost/fitted.ts";
import { boosterParams, xgboostParams } from "@/estimators/xgboost/params.ts";
import { askPython } from "../../ask_python.ts";
import { testNative } from "../../native_xgboost.ts";

const featureNames = ["a", "b=yes", "c d", "ä"];
const seed = 2 ** 32 - 1;

/** 300 rows on very different scales, a tenth of the cells missing. */
function makeData() {
  const engine = MersenneTwister19937.seed(5);
  const uniform = () => real(-1, 1)(engine);
  const scales = [1, 1e-30, 1e30, 1e4];
  const values = Float64Array.from(
    { length: 300 * scales.length },
    (_, i) => uniform() < -0.8 ? NaN : scales[i % scales.length] * uniform(),
  );
  const X = { rowCount: 300, columnCount: scales.length, values };
  const y = Uint8Array.from({ length: 300 }, (_, row) => {
    const [a, b] = values.subarray(row * scales.length);
    return (a || 0) - (b || 0) * 1e30 + uniform() > 0 ? 1 : 0;
  });
  return { X, y };
}

const askPeer = (request: unknown): Promise<Record<string, unknown>> =>
  askPython(new URL("./python_peer.py", import.meta.url), request);

testNative(
  "Python trains the same model, and loads ours, with the same predictions",
  async (path) => {
    using xgboost = openXgboost(path);
    const { X, y } = makeData();
    const params = {
      maxDepth: 5,
      nEstimators: 40,
      gamma: 0.01,
      regAlpha: 0.1,
      learningRate: 1e-7 + 0.2,
    };
    const fitted = xgboostEstimator(params, xgboost).fit(X, y, { seed, featureNames });
    const answer = await askPeer({
      rows: Array.from(
        { length: X.rowCount },
        (_, row) => [...X.values.subarray(row * X.columnCount, (row + 1) * X.columnCount)],
      ),
      labels: [...y],
      featureNames,
      params: boosterParams(xgboostParams(params), seed),
      roundCount: params.nEstimators,
      fitted,
    });
    const predictions = [...new Uint32Array(Float32Array.from(fitted.predictProba(X)).buffer)];
    assert.deepEqual(answer.trainedPredictions, predictions);
    assert.deepEqual(answer.loadedPredictions, predictions);
    assert.equal(answer.trainedModel, modelJson(fitted));
    assert.equal(answer.loadedModel, modelJson(fitted));
    assert.equal(answer.loadedUbj, xgboost.toUbj(modelJson(fitted)).toHex());
  },
);
