/** The logged models of the tracker in memory. */
import { UserError } from "@/errors.ts";
import type { ModelIdentity, ModelRecord, NewModel } from "@/workflows/tracker.ts";
import type { TimedMetric } from "@/workflows/tracking/batch_queue.ts";
import { checkArtifactPath } from "@/workflows/tracking/limits.ts";
import { modelTags } from "@/workflows/tracking/model_tags.ts";
import type { RunOrigin } from "@/workflows/tracking/run_tags.ts";

interface StoredModel extends ModelIdentity {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: ModelRecord["metrics"][number][];
  readonly files: Map<string, Uint8Array>;
  status: ModelRecord["status"];
}

/** Models by id, kept as a real server keeps them. */
export class MemoryModels {
  readonly #models = new Map<string, StoredModel>();

  /** Keeps a model; one whose files are refused stays as FAILED. */
  add(model: NewModel, runId: string, origin: RunOrigin, createdMs: number): ModelIdentity {
    const id = `m-${crypto.randomUUID().replaceAll("-", "")}`;
    const identity = { id, runId, artifactUri: `memory:/models/${id}`, createdMs };
    const params = Object.entries(model.params).map(([name, value]) => [name, String(value)]);
    const stored: StoredModel = {
      ...identity,
      name: model.name,
      params: Object.fromEntries(params),
      tags: modelTags(origin, model),
      metrics: [],
      files: new Map(),
      status: "FAILED",
    };
    this.#models.set(id, stored);
    for (const [path, content] of Object.entries(model.files(identity))) {
      checkArtifactPath(path);
      stored.files.set(
        path,
        typeof content === "string" ? new TextEncoder().encode(content) : content.slice(),
      );
    }
    stored.status = "READY";
    return identity;
  }

  /** Notes a metric with the model that it tells about, if it does. */
  measure({ name, value, subject }: TimedMetric): void {
    if (subject === undefined) return;
    // MLflow keeps NaN as 0 here.
    this.#find(subject.modelId).metrics.push({
      name,
      value: value || 0,
      dataset: subject.dataset,
    });
  }

  read(id: string): ModelRecord {
    const { name, runId, status, params, tags, metrics } = this.#find(id);
    return {
      id,
      name,
      runId,
      status,
      params: { ...params },
      tags: { ...tags },
      metrics: metrics.toSorted((a, b) => a.name < b.name ? -1 : Number(a.name > b.name)),
    };
  }

  listFiles(id: string): string[] {
    return [...this.#find(id).files.keys()].sort();
  }

  readFile(id: string, path: string): Uint8Array {
    const content = this.#find(id).files.get(path);
    if (!content) throw new UserError(`Model ${id} has no file '${path}'.`);
    return content.slice();
  }

  #find(id: string): StoredModel {
    const model = this.#models.get(id);
    if (!model) throw new UserError(`There is no logged model ${id}.`);
    return model;
  }
}
