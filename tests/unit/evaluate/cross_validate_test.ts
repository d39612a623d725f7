/** Cross-validation: each row judged by the fold that did not train on it. */
import assert from "node:assert/strict";
import { stratifiedFolds } from "@/data/splits.ts";
import { collectFolds, crossValidate, fitFolds } from "@/evaluate/cross_validate.ts";
import { evaluate } from "@/evaluate/evaluate.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";
import { siteHeldOut } from "@/evaluate/site_held_out.ts";

const labels = Uint8Array.from({ length: 30 }, (_, row) => row % 3 === 0 ? 1 : 0);
const scoreOf = (row: number) => ((row * 7) % 30) / 30;
const folds = stratifiedFolds(labels, { foldCount: 3, seed: 5 });

Deno.test("the callback gets each fold's rows and number, and its answers land in their rows", () => {
  const seen: number[] = [];
  const { probabilities } = crossValidate(labels, folds, (train, test, fold) => {
    seen.push(fold);
    assert.deepEqual([train, test], [folds[fold].train, folds[fold].test]);
    return Float64Array.from(test, scoreOf);
  }, 0.5);
  assert.deepEqual(seen, [0, 1, 2]);
  assert.deepEqual(probabilities, Float64Array.from(labels, (_, row) => scoreOf(row)));
});

Deno.test("folds are evaluated one by one and summarised by mean and sample deviation", () => {
  const result = crossValidate(labels, folds, (_, test) => Float64Array.from(test, scoreOf), 0.5);
  const accuracies = folds.map(({ test }) =>
    evaluate(
      Uint8Array.from(test, (row) => labels[row]),
      Float64Array.from(test, scoreOf),
      0.5,
    ).accuracy
  );
  assert.deepEqual(result.folds.map(({ accuracy }) => accuracy), accuracies);
  const mean = (accuracies[0] + accuracies[1] + accuracies[2]) / 3;
  assert.equal(result.mean.accuracy, mean);
  const squares = accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  assert.equal(result.deviation.accuracy, Math.sqrt(squares / 2));
  const names = metricCatalog.map(({ name }) => name);
  assert.deepEqual(Object.keys(result.mean), names);
  assert.deepEqual(Object.keys(result.deviation), names);
});

Deno.test("folds fitted elsewhere give the same result", () => {
  const fitPredict = (_: Int32Array, test: Int32Array) => Float64Array.from(test, scoreOf);
  assert.deepEqual(
    collectFolds(labels, folds, fitFolds(folds, fitPredict), 0.4),
    crossValidate(labels, folds, fitPredict, 0.4),
  );
});

Deno.test("folds that miss or repeat a row, or lack a probability, are refused", () => {
  const answers = folds.map(({ test }) => new Float64Array(test.length));
  assert.throws(
    () => collectFolds(labels, folds.slice(1), answers.slice(1), 0.5),
    /is in 0 test parts; expected 1/,
  );
  assert.throws(
    () => collectFolds(labels, [...folds, folds[0]], [...answers, answers[0]], 0.5),
    /is in 2 test parts; expected 1/,
  );
  assert.throws(
    () => collectFolds(labels, folds, [answers[0], answers[1]], 0.5),
    /Fold 2 has 10 rows and 0 probabilities/,
  );
});

Deno.test("each site is judged by a model of the other sites", () => {
  const sites = Array.from(labels, (_, row) => ["north", "east", "west"][row % 5 % 3]);
  const evaluations = siteHeldOut(labels, sites, (train, test) => {
    const trainSites = new Set(Array.from(train, (row) => sites[row]));
    for (const row of test) assert.ok(!trainSites.has(sites[row]));
    return Float64Array.from(test, scoreOf);
  }, 0.5);
  assert.deepEqual(
    evaluations.map(({ site, rowCount, trainRowCount }) => [site, rowCount, trainRowCount]),
    [["east", 12, 18], ["north", 12, 18], ["west", 6, 24]],
  );
  const east = Int32Array.from(labels.keys()).filter((row) => sites[row] === "east");
  const eastLabels = Uint8Array.from(east, (row) => labels[row]);
  assert.deepEqual(
    evaluations[0].metrics,
    evaluate(eastLabels, Float64Array.from(east, scoreOf), 0.5),
  );
  assert.equal(evaluations[0].prevalence, eastLabels.filter((label) => label === 1).length / 12);
});
