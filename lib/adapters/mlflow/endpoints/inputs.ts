/** What goes into a run and comes out of it: datasets and logged models. */
import type { Json, JsonObject } from "@/json.ts";
import type { DatasetInput } from "@/workflows/tracker.ts";
import type { KeyValueWire } from "@/adapters/mlflow/endpoints/key_values.ts";
import { fromKeyValues } from "@/adapters/mlflow/endpoints/key_values.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

/** A dataset as a run's input; source, schema and profile are JSON within JSON. */
export interface DatasetInputWire {
  readonly tags?: readonly KeyValueWire[];
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly source_type: string;
    readonly source: string;
    readonly schema?: string;
    readonly profile?: string;
  };
}

/** The tag by which the UI shows what a dataset was used for. */
const contextTag = "mlflow.data.context";

function toWire(dataset: DatasetInput): DatasetInputWire {
  const { name, digest, context, source, columns, rowCount } = dataset;
  const isAddress = /^https?:/.test(source);
  return {
    tags: [{ key: contextTag, value: context }],
    dataset: {
      name,
      digest,
      source_type: isAddress ? "http" : "local",
      source: JSON.stringify(isAddress ? { url: source } : { uri: source }),
      schema: JSON.stringify({
        mlflow_colspec: columns.map((column) => ({ ...column, required: true })),
      }),
      profile: JSON.stringify({ num_rows: rowCount, num_elements: rowCount * columns.length }),
    },
  };
}

/**
 * A dataset in the words of `DatasetInput`. Datasets from other programs may describe themselves
 * otherwise: what cannot be read is null, or for `columns` empty.
 */
export function fromDatasetInputWire({ tags, dataset }: DatasetInputWire): JsonObject {
  const { name, digest } = dataset;
  const source = parseObject(dataset.source);
  const columns = parseObject(dataset.schema).mlflow_colspec;
  return {
    name,
    digest,
    context: fromKeyValues(tags)[contextTag] ?? null,
    source: source.uri ?? source.url ?? dataset.source,
    columns: Array.isArray(columns) ? columns.map(({ name, type }) => ({ name, type })) : [],
    rowCount: parseObject(dataset.profile).num_rows ?? null,
  };
}

function parseObject(text: string | undefined): JsonObject {
  try {
    const value: Json = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as JsonObject
      : {};
  } catch {
    return {};
  }
}

/** Records datasets as a run's inputs. The server knows each by name and digest. */
export async function logInputs(
  transport: Transport,
  runId: string,
  datasets: readonly DatasetInput[],
): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/runs/log-inputs",
    json: { run_id: runId, datasets: datasets.map(toWire) },
    idempotent: true,
  });
}

/** Records logged models as a run's outputs; a repeat would be refused as a duplicate. */
export async function logOutputs(
  transport: Transport,
  runId: string,
  modelIds: readonly string[],
): Promise<void> {
  await transport.json({
    method: "POST",
    path: "mlflow/runs/outputs",
    json: { run_id: runId, models: modelIds.map((model_id) => ({ model_id, step: 0 })) },
  });
}
