import assert from "node:assert/strict";
import { createServeMetrics, figuresText } from "@/adapters/http/metrics.ts";
import { heartSchema } from "@/schema/heart.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import type { Answer } from "@/workflows/serve/answer.ts";
import { serveModel } from "@/workflows/serve/served_model.ts";
import { fetchedModel } from "../../../fetched_models.ts";

const current = serveModel(fetchedModel("3", "dummy"), heartSchema);
const answer: Answer = {
  prediction: 1,
  label: "Disease",
  probability: 0.7,
  warnings: [{ column: "age", kind: "imputed", message: "" }],
};

function makeMetrics(problem?: string, waitingCount = 0) {
  const keeper = {
    current,
    isFromCache: problem !== undefined,
    problem,
    check: () => Promise.resolve("unchanged" as const),
  };
  return createServeMetrics(keeper, { ...createMemoryLog(heartSchema).journal, waitingCount });
}

Deno.test("what happens is counted", async () => {
  const metrics = makeMetrics(undefined, 4);
  metrics.request("/predict", 200, 0.002);
  metrics.request("/predict", 422, 0.3);
  metrics.predictions([answer, answer, { ...answer, prediction: 0, warnings: [] }]);
  metrics.rejection();
  metrics.logFailure();
  metrics.check("replaced");
  const text = await figuresText([await metrics.figures()]);
  const expected = [
    'heart_requests_total{path="/predict",status="200"} 1',
    'heart_requests_total{path="/predict",status="422"} 1',
    'heart_request_seconds_bucket{le="0.0025",path="/predict"} 1',
    'heart_request_seconds_bucket{le="+Inf",path="/predict"} 2',
    'heart_predictions_total{prediction="1"} 2',
    'heart_predictions_total{prediction="0"} 1',
    'heart_prediction_warnings_total{kind="imputed"} 2',
    "heart_rejected_rows_total 1",
    "heart_log_failures_total 1",
    'heart_model_checks_total{outcome="replaced"} 1',
    'heart_model_checks_total{outcome="failed"} 0',
    'heart_model_info{name="Model",version="3",from_cache="false"} 1',
    "heart_model_is_current 1",
    "heart_log_queue 4",
  ];
  for (const line of expected) assert.ok(text.split("\n").includes(line), `${line} in\n${text}`);
});

Deno.test("the figures of threads are one: sums, and the worst of what is not summed", async () => {
  const threads = [makeMetrics(undefined, 1), makeMetrics("MLflow is down.", 2)];
  for (const metrics of threads) metrics.request("/predict", 200, 0.002);
  const figures = await Promise.all(threads.map((metrics) => metrics.figures()));
  // As they go from thread to thread.
  const text = await figuresText(structuredClone(figures));
  for (
    const line of [
      'heart_requests_total{path="/predict",status="200"} 2',
      'heart_request_seconds_count{path="/predict"} 2',
      "heart_model_is_current 0",
      "heart_log_queue 3",
    ]
  ) assert.ok(text.split("\n").includes(line), `${line} in\n${text}`);
});
