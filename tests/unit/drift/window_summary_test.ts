import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { createReservoir } from "@/drift/reservoir.ts";
import { summaryMetrics } from "@/drift/summary_metrics.ts";
import {
  addAnswer,
  addRejection,
  emptySummary,
  mergeSummaries,
  type WindowSummary,
} from "@/drift/window_summary.ts";
import { heartSchema } from "@/schema/heart.ts";
import { type RawRow, readRow } from "@/schema/row.ts";

const raws: RawRow[] = [
  { age: 50, sex: "1", chol: 200, trestbps: 120, cp: "2" },
  { age: 61, sex: "Female", chol: 0, trestbps: null, cp: "4" },
  { age: 12, sex: "neither", chol: 300, trestbps: 140, cp: "4" },
  { age: null, sex: "1", chol: 700, trestbps: 130, cp: "4" },
];

function summaryOf(raws: readonly RawRow[]): WindowSummary {
  const summary = emptySummary(heartSchema);
  raws.forEach((raw, index) =>
    addAnswer(summary, {
      ...readRow(heartSchema, raw),
      probability: 0.2 * (index + 1),
      prediction: index >= 2 ? 1 : 0,
      latencyMs: index === 0 ? undefined : 10 * index,
    })
  );
  return summary;
}

Deno.test("a window's figures are what its rows say, under their names", () => {
  const summary = summaryOf(raws);
  addRejection(summary);
  const metrics = summaryMetrics(summary);
  const expected = {
    total_predictions: 4,
    prediction_ratio_0: 0.5,
    prediction_ratio_1: 0.5,
    probability_mean: 0.5,
    error_rate: 0.2,
    avg_input_age: 41,
    avg_input_chol: 400,
    missing_rate_age: 0.25,
    missing_rate_chol: 0,
    zero_as_missing_rate_chol: 0.25,
    out_of_range_rate_age: 0.25,
    out_of_range_rate_chol: 0.25,
    unknown_rate_sex: 0.25,
    missing_rate_sex: 0,
    "category_share_sex/Male": 2 / 3,
    "category_share_sex/Female": 1 / 3,
    "category_share_cp/asymptomatic": 0.75,
    missing_rate_thal: 1,
  };
  for (const [name, value] of Object.entries(expected)) {
    assert.ok(Math.abs(metrics[name] - value) < 1e-12, `${name} is ${metrics[name]}`);
  }
  for (const [name, value] of [["probability_p50", 0.4], ["latency_p50_ms", 20]] as const) {
    assert.ok(Math.abs(metrics[name] / value - 1) <= 0.005, `${name} is ${metrics[name]}`);
  }
  assert.ok(!("avg_input_thalch" in metrics), "an average of nothing");
});

Deno.test("every numeric feature has its average and every category its share", () => {
  const whole = Object.fromEntries(heartSchema.features.map((column) => [
    column.name,
    column.kind === "numeric" ? column.plausible[1] : column.categories[0].label,
  ]));
  const metrics = summaryMetrics(summaryOf([whole]));
  for (const column of heartSchema.features) {
    if (column.kind === "numeric") {
      assert.equal(metrics[`avg_input_${column.name}`], column.plausible[1]);
    } else {
      column.categories.forEach(({ label }, place) =>
        assert.equal(metrics[`category_share_${column.name}/${label}`], place === 0 ? 1 : 0)
      );
    }
  }
  for (const name of Object.keys(metrics)) assert.match(name, /^[\w\-. :/]+$/);
});

Deno.test("a window of nothing says how many rows it has, and no more", () => {
  assert.deepEqual(summaryMetrics(emptySummary(heartSchema)), { total_predictions: 0 });
});

Deno.test("two windows merged are one window", () => {
  const parts = [summaryOf(raws), summaryOf(raws.slice(0, 1))];
  addRejection(parts[1]);
  const merged = summaryMetrics(mergeSummaries(parts[0], parts[1]));
  assert.equal(merged["total_predictions"], 5);
  assert.equal(merged["error_rate"], 1 / 6);
  assert.equal(merged["avg_input_age"], (50 + 61 + 12 + 50) / 4);
  assert.equal(merged["missing_rate_age"], 0.2);
  assert.equal(merged["category_share_sex/Male"], 0.75);
  assert.deepEqual(
    summaryMetrics(mergeSummaries(parts[0], emptySummary(heartSchema))),
    summaryMetrics(parts[0]),
  );
});

Deno.test("a reservoir keeps all of a short stream and a fair sample of a long one", () => {
  const short = createReservoir<number>(5, createRandom(1));
  [3, 1, 2].forEach((item) => short.add(() => item));
  assert.deepEqual(short.items, [3, 1, 2]);
  const kept = new Float64Array(20);
  for (let seed = 0; seed < 4000; seed++) {
    const long = createReservoir<number>(5, createRandom(seed));
    for (let item = 0; item < 20; item++) long.add(() => item);
    assert.equal(new Set(long.items).size, 5);
    for (const item of long.items) kept[item]++;
  }
  // Each is expected 1,000 times, with a deviation of 27.
  for (const count of kept) assert.ok(count > 880 && count < 1120, String(kept));
});
