/** Parameters, metrics and tags of a run, many at a time and within MLflow's limits. */
import { toKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import type { RunBatch, TimedMetric } from "@/workflows/tracking/batch_queue.ts";

interface MetricWire {
  readonly key: string;
  /** JSON has no NaN and Infinity; the server takes their names. */
  readonly value: number | string;
  readonly timestamp: number;
  readonly step: number;
  readonly model_id?: string | undefined;
  readonly dataset_name?: string | undefined;
  readonly dataset_digest?: string | undefined;
}

/** The body of `runs/log-batch`, without the run's id. */
export interface BatchWire {
  readonly params: KeyValueWire[];
  readonly tags: KeyValueWire[];
  readonly metrics: MetricWire[];
}

/** MLflow's limits for one call (`utils/validation.py`); bytes leave room for the frame. */
const limits = { params: 100, tags: 100, metrics: 1000, entries: 1000, bytes: 990_000 } as const;

/**
 * Logs entries of a run, in as many calls as the limits ask for.
 *
 * Safe to repeat: the server keeps one row for each metric's name, time, step and value, and
 * accepts a parameter again when its value is the same.
 */
export async function logBatch(
  transport: Transport,
  runId: string,
  batch: Partial<RunBatch>,
): Promise<void> {
  for (const part of splitBatch(batch)) {
    await transport.json({
      method: "POST",
      path: "mlflow/runs/log-batch",
      json: { run_id: runId, ...part },
      idempotent: true,
    });
  }
}

/** Cuts entries into bodies that each stay within the limits, keeping their order. */
export function splitBatch(batch: Partial<RunBatch>): BatchWire[] {
  const parts: BatchWire[] = [];
  let part = emptyBatch();
  let byteCount = 0;
  const entries = [
    ...toKeyValues(batch.params).map((entry) => ["params", entry] as const),
    ...toKeyValues(batch.tags).map((entry) => ["tags", entry] as const),
    ...(batch.metrics ?? []).map((metric) => ["metrics", toWire(metric)] as const),
  ];
  for (const [kind, entry] of entries) {
    const entryByteCount = new TextEncoder().encode(JSON.stringify(entry)).length + 1;
    const entryCount = part.params.length + part.tags.length + part.metrics.length;
    const isFull = part[kind].length >= limits[kind] || entryCount >= limits.entries ||
      byteCount + entryByteCount > limits.bytes;
    if (isFull) {
      parts.push(part);
      part = emptyBatch();
      byteCount = 0;
    }
    (part[kind] as unknown[]).push(entry);
    byteCount += entryByteCount;
  }
  return entries.length === 0 ? [] : [...parts, part];
}

function emptyBatch(): BatchWire {
  return { params: [], tags: [], metrics: [] };
}

function toWire({ name, value, timestampMs, step, subject }: TimedMetric): MetricWire {
  return {
    key: name,
    value: Number.isFinite(value) ? value : String(value),
    timestamp: timestampMs,
    step,
    model_id: subject?.modelId,
    dataset_name: subject?.dataset?.name,
    dataset_digest: subject?.dataset?.digest,
  };
}
