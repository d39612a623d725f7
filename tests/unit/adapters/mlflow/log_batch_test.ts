import assert from "node:assert/strict";
import fc from "fast-check";
import { splitBatch } from "@/adapters/mlflow/endpoints/log_batch.ts";

function metrics(count: number) {
  return Array.from({ length: count }, (_, step) => ({
    name: "loss",
    value: step / 3,
    step,
    timestampMs: 1_700_000_000_000,
  }));
}

function entries(count: number, value: string) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
}

Deno.test("splitBatch() sends nothing for nothing, and one call for little", () => {
  assert.deepEqual(splitBatch({}), []);
  assert.equal(splitBatch({ metrics: metrics(800), params: entries(100, "x") }).length, 1);
});

Deno.test("splitBatch() stays within MLflow's limits and loses nothing", () => {
  const counts = fc.integer({ min: 0, max: 350 });
  const value = fc.constantFrom("x", "é".repeat(3000), '"\\\n'.repeat(2000));
  fc.assert(
    fc.property(counts, counts, fc.integer({ min: 0, max: 2500 }), value, (p, t, m, text) => {
      const batch = { params: entries(p, text), tags: entries(t, text), metrics: metrics(m) };
      const parts = splitBatch(batch);
      for (const part of parts) {
        const counts = [part.params.length, part.tags.length, part.metrics.length];
        assert.ok(counts[0] <= 100 && counts[1] <= 100 && counts[2] <= 1000);
        const total = counts[0] + counts[1] + counts[2];
        assert.ok(total >= 1 && total <= 1000);
        const body = JSON.stringify({ run_id: "r".repeat(32), ...part });
        assert.ok(new TextEncoder().encode(body).length <= 1_000_000);
      }
      const keys = (kind: "params" | "tags") =>
        parts.flatMap((part) => part[kind].map(({ key }) => key));
      assert.deepEqual(keys("params"), Object.keys(batch.params));
      assert.deepEqual(keys("tags"), Object.keys(batch.tags));
      const steps = parts.flatMap((part) => part.metrics.map(({ step }) => step));
      assert.deepEqual(steps, batch.metrics.map(({ step }) => step));
    }),
    { numRuns: 40 },
  );
});

Deno.test("splitBatch() spells numbers that JSON lacks, and links model and dataset", () => {
  const [part] = splitBatch({
    metrics: [NaN, Infinity, -Infinity].map((value) => ({
      name: "m",
      value,
      step: 1,
      timestampMs: 5,
      subject: { modelId: "m-1", dataset: { name: "heart", digest: "d" } },
    })),
  });
  assert.deepEqual(part.metrics.map(({ value }) => value), ["NaN", "Infinity", "-Infinity"]);
  assert.deepEqual(part.metrics[0], {
    key: "m",
    value: "NaN",
    timestamp: 5,
    step: 1,
    model_id: "m-1",
    dataset_name: "heart",
    dataset_digest: "d",
  });
});
