/** Every value a metric ever had. */
import { followPages } from "@/adapters/mlflow/endpoints/pages.ts";
import type { PageWire } from "@/adapters/mlflow/endpoints/pages.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { TimedMetric } from "@/workflows/tracking/batch_queue.ts";

/** 64-bit integers and NaN may come as strings. */
interface MetricWire {
  readonly key: string;
  readonly value: number | string;
  readonly timestamp: number | string;
  readonly step?: number | string;
}

/** All logged values of a metric, in order of time; none for an unknown run or metric. */
export async function* getMetricHistory(
  transport: Transport,
  runId: string,
  name: string,
  pageSize = 10_000,
): AsyncGenerator<TimedMetric, void, undefined> {
  const pages = followPages((page_token) =>
    transport.json<PageWire & { metrics?: readonly MetricWire[] }>({
      method: "GET",
      path: "mlflow/metrics/get-history",
      query: { run_id: runId, metric_key: name, max_results: pageSize, page_token },
    })
  );
  for await (const { metrics = [] } of pages) {
    yield* metrics.map(({ value, timestamp, step }) => ({
      name,
      value: Number(value),
      step: Number(step ?? 0),
      timestampMs: Number(timestamp),
    }));
  }
}
