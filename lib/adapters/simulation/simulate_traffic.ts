/** Builds what simulated traffic needs, and sends it. */
import { obtainDataset } from "@/adapters/files/obtain_dataset.ts";
import { createServiceClient } from "@/adapters/http/client.ts";
import { abortableSleep } from "@/adapters/mlflow/abortable_sleep.ts";
import type { JobContext } from "@/adapters/training/job_context.ts";
import { createRandom } from "@/data/random.ts";
import { heartSchema } from "@/schema/heart.ts";
import { parseBlankings } from "@/workflows/simulate/blanking.ts";
import { patientsOfSite, readCohort } from "@/workflows/simulate/cohort.ts";
import { planTraffic } from "@/workflows/simulate/plan_traffic.ts";
import { sendTraffic, type TrafficSummary } from "@/workflows/simulate/send_traffic.ts";
import { parseShifts } from "@/workflows/simulate/shift.ts";

/** What to send, and where to. */
export interface SimulateOptions {
  /** The service's address. */
  readonly url: string;
  readonly rows: number;
  /** Requests a second; 0 for as many as the service answers. */
  readonly rate: number;
  /** Such as `age=+10,chol=*1.3`. */
  readonly shift?: string;
  /** Such as `ca=0.8`. */
  readonly missing?: string;
  /** The hospital whose patients come alone. */
  readonly site?: string;
  /** The share of truths that are told afterwards, in [0, 1]. */
  readonly labels: number;
  readonly seed: number;
  /** The cohort, as training takes it. */
  readonly data?: string;
  readonly key?: string | undefined;
}

/** What was sent. */
export interface SimulatedTraffic extends TrafficSummary {
  /** The cohort in a few words, or its place. */
  readonly origin: string;
  readonly isSynthetic: boolean;
  /** How often the service asked to come back later. */
  readonly waitCount: number;
}

/**
 * Sends patients of the cohort to a service. What stops it once it has begun is in the summary.
 *
 * @throws {UserError} when an option cannot be read, or there is no cohort
 */
export async function simulateTraffic(
  options: SimulateOptions,
  context: JobContext,
): Promise<SimulatedTraffic> {
  const { url, key, rows: rowCount, rate, labels: labelShare, shift, missing, site } = options;
  const { progress, signal } = context;
  const plan = {
    rowCount,
    labelShare,
    shifts: shift === undefined ? [] : parseShifts(shift, heartSchema),
    blankings: missing === undefined ? [] : parseBlankings(missing, heartSchema),
  };
  let waitCount = 0;
  const client = createServiceClient(url, { key, signal, onWait: () => waitCount++ });
  const { dataset, text, origin } = await obtainDataset({ ...context, from: options.data });
  const everyone = readCohort(heartSchema, text);
  const patients = site === undefined ? everyone : patientsOfSite(heartSchema, everyone, site);
  const requests = planTraffic(patients, plan, createRandom(options.seed).fork("traffic"));
  const summary = await sendTraffic(requests, { rowCount, perSecond: rate }, {
    service: {
      async predict(inputs) {
        const { request_id, prediction, probability, model_version } = await client.predict(inputs);
        return { requestId: request_id, prediction, probability, version: model_version };
      },
      feedback: (requestId, label) => client.feedback(requestId, label),
    },
    progress,
    signal,
    now: () => performance.now(),
    sleep: (ms) => abortableSleep(ms, signal),
  });
  return { ...summary, origin, isSynthetic: dataset.source === "synthetic", waitCount };
}
