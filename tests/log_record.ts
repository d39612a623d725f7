/** A prediction as the service keeps it. */
import type { RawRow } from "@/schema/row.ts";
import type { PredictionRecord } from "@/workflows/serve/journal.ts";

/** A record that tells its request's id and inputs, and else nothing of interest. */
export function logRecord(requestId: string, inputs: RawRow = {}): PredictionRecord {
  return {
    timestampMs: Date.parse("2026-11-24T13:45:00.123Z"),
    requestId,
    model: {
      source: "models:/Model/3",
      name: "Model",
      version: "3",
      runId: "run",
      dataSource: "uci",
      digest: "",
      metrics: {},
    },
    inputs,
    answer: {
      prediction: 1,
      label: "disease",
      probability: 0.75,
      warnings: [
        { column: "a", kind: "imputed", message: "" },
        { column: "b", kind: "implausible", message: "" },
      ],
    },
    latencyMs: 1.5,
  };
}
