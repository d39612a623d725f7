/** The catalog names what evaluate() computes, and formats it. */
import assert from "node:assert/strict";
import { evaluate } from "@/evaluate/evaluate.ts";
import { formatMetric } from "@/evaluate/format_metric.ts";
import { metricCatalog } from "@/evaluate/metric_catalog.ts";

const labels = Uint8Array.of(0, 1, 0, 1, 1);
const perfect = Float64Array.of(0, 1, 0, 1, 1);
const wrong = Float64Array.of(1, 0, 1, 0, 0);

Deno.test("the catalog lists every metric of an evaluation once, in its order", () => {
  assert.deepEqual(
    metricCatalog.map(({ name }) => name),
    Object.keys(evaluate(labels, perfect, 0.5)),
  );
});

Deno.test("MLflow's names are snake_case and distinct", () => {
  const names = metricCatalog.map(({ mlflowName }) => mlflowName);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^[a-z][a-z0-9_]*$/);
});

Deno.test("higherIsBetter tells a perfect model from one that is always wrong", () => {
  const best = evaluate(labels, perfect, 0.5);
  const worst = evaluate(labels, wrong, 0.5);
  for (const { name, higherIsBetter } of metricCatalog) {
    assert.equal(best[name] > worst[name], higherIsBetter, name);
  }
});

Deno.test("metrics are written as decimals or percent, with their deviation", () => {
  assert.equal(formatMetric("rocAuc", 0.90149), "0.901");
  assert.equal(formatMetric("rocAuc", 0.90149, 0.0176), "0.901 ± 0.018");
  assert.equal(formatMetric("accuracy", 0.8214), "82.1 %");
  assert.equal(formatMetric("accuracy", 0.8214, 0.0233), "82.1 ± 2.3 %");
  assert.equal(formatMetric("accuracy", 0.8214, NaN), "82.1 %");
  assert.equal(formatMetric("rocAuc", NaN, NaN), "–");
});
