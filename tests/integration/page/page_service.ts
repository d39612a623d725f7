/** The service on a model made for a test, with a log in memory. */
import type { BearerKeys } from "@/adapters/http/bearer_keys.ts";
import { plainServiceLog } from "@/adapters/http/service_log.ts";
import { startService } from "@/adapters/http/start_service.ts";
import { buildReference, serializeReference } from "@/drift/reference.ts";
import { createRandom } from "@/data/random.ts";
import type { Dataset } from "@/data/dataset.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { PredictionRecord } from "@/workflows/serve/journal.ts";

/** A running service. */
export interface PageService {
  readonly url: string;
  /** What is in its log. */
  readonly logged: readonly PredictionRecord[];
}

/** Serves a pipeline while `use` lasts. */
export async function withPageService(
  { pipeline, dataset, keys }: {
    readonly pipeline: Pipeline;
    /** What it was fitted on. */
    readonly dataset: Dataset;
    readonly keys?: BearerKeys;
  },
  use: (service: PageService) => Promise<void>,
): Promise<void> {
  const logged: PredictionRecord[] = [];
  const { rows, labels } = dataset;
  const probabilities = predictProba(pipeline, rows);
  const reference = buildReference(
    heartSchema,
    { rows, labels, probabilities, heldOutProbabilities: probabilities },
    createRandom(1),
  );
  const identity = {
    source: "models:/BestRandomForestHeartDisease/3",
    name: "BestRandomForestHeartDisease",
    version: "3",
    runId: "0123456789abcdef0123456789abcdef",
    dataSource: "synthetic",
    digest: "0".repeat(64),
    metrics: {},
  };
  const service = await startService({
    hostname: "127.0.0.1",
    port: 0,
    sharesPort: false,
    schema: heartSchema,
    source: {
      mayChange: false,
      find: () => Promise.resolve(identity.source),
      fetch: () =>
        Promise.resolve({
          identity,
          pipelineText: serializePipeline(pipeline),
          referenceText: serializeReference(reference),
          card: undefined,
        }),
    },
    cache: undefined,
    shadowSource: undefined,
    pollMs: 60_000,
    openJournal: () =>
      Promise.resolve({
        predictions(records) {
          logged.push(...records);
          return Promise.resolve();
        },
        shadows: () => Promise.resolve(),
        rejection: () => Promise.resolve(),
        feedback: () => Promise.resolve(),
        waitingCount: 0,
        close: () => Promise.resolve(),
      }),
    isLogOptional: false,
    keys,
    requestsPerSecond: undefined,
    log: plainServiceLog(() => {}),
  });
  try {
    await use({ url: service.url, logged });
  } finally {
    await service.stop();
  }
}
