/** The end of the pipeline: a service is asked, and checked before and after its patients change. */
import { dirname, join } from "node:path";
import { removeIfThere } from "@/adapters/files/pending_file.ts";
import { createServiceClient, type PredictAnswer } from "@/adapters/http/client.ts";
import { serve } from "@/adapters/http/serve.ts";
import { defaultSettings } from "@/adapters/http/serve_settings.ts";
import { checkLog } from "@/adapters/monitoring/check_log.ts";
import { type SimulatedTraffic, simulateTraffic } from "@/adapters/simulation/simulate_traffic.ts";
import type { JobContext } from "@/adapters/training/job_context.ts";
import { exampleRow } from "@/schema/example_row.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RawRow } from "@/schema/row.ts";
import type { LoggedCheck } from "@/workflows/monitor/conduct_check.ts";

/** What to serve. */
export interface ServeAndWatchOptions {
  /** The registered model. */
  readonly model: string;
  /** The version to serve. */
  readonly version: number;
  readonly seed: number;
  /** The cohort, as training takes it. */
  readonly data?: string;
  /** Called with the answer about one patient, before anyone else comes. */
  readonly onAnswer: (url: string, row: RawRow, answer: PredictAnswer) => void;
}

/** A batch of patients, and what the check after it found. */
export interface WatchedBatch {
  /** How its patients differ from the cohort, as `--shift` has it; undefined when they do not. */
  readonly shift: string | undefined;
  readonly traffic: SimulatedTraffic;
  readonly check: LoggedCheck;
}

/** How the service did. */
export interface WatchedService {
  readonly answer: PredictAnswer;
  readonly batches: readonly WatchedBatch[];
}

/** Enough to see half a deviation, and a third of the cohort. */
const batchSize = 300;

/** Older patients with other values, as another ward might send them. */
const shift = "age=+8,chol=*1.3,thalch=-20";

/**
 * Serves the model on a free port, asks about one patient and about two batches, the second of
 * them shifted, and checks the log after each.
 *
 * @throws {UserError} when the service, a request or a check fails
 */
export async function serveAndWatch(
  { model, version, seed, data, onAnswer }: ServeAndWatchOptions,
  context: JobContext,
): Promise<WatchedService> {
  const { root } = context;
  // A log of its own: its checks are a series apart from those of the real service.
  const log = join(root, ".serve", "pipeline", `pipeline_version_${version}.csv`);
  const folder = dirname(log);
  await removeIfThere(folder);
  await Deno.mkdir(folder, { recursive: true });
  const serving = await serve({
    ...defaultSettings(root),
    port: 0,
    model: `models:/${model}/${version}`,
    logPath: log,
    cachePath: join(folder, "model.json"),
  }, 1);
  try {
    const { url } = serving;
    const row = exampleRow(heartSchema);
    const answer = await createServiceClient(url).predict(row, { explain: true });
    onAnswer(url, row, answer);
    const watched = async (shift: string | undefined): Promise<WatchedBatch> => {
      const traffic = await simulateTraffic({
        ...{ url, seed, rate: 0, rows: batchSize },
        labels: shift === undefined ? 1 : 0,
        ...data !== undefined && { data },
        ...shift !== undefined && { shift },
      }, context);
      if (traffic.failure) throw traffic.failure.reason;
      const window = { kind: "new" } as const;
      const { logged } = await checkLog({ log, model, window, logEmpty: true }, context);
      return { shift, traffic, check: logged! };
    };
    return { answer, batches: [await watched(undefined), await watched(shift)] };
  } finally {
    await serving.stop();
  }
}
