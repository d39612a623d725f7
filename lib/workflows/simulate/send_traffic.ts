/** Sends simulated patients to a service, tells later what became of them, and sums up. */
import {
  addToSketch,
  emptySketch,
  type QuantileSketch,
  sketchQuantile,
} from "@/drift/quantile_sketch.ts";
import { grouped } from "@/plots/wording.ts";
import { atPace } from "@/workflows/simulate/pace.ts";
import type { PlannedRequest } from "@/workflows/simulate/plan_traffic.ts";
import type { TrafficPorts } from "@/workflows/simulate/ports.ts";

/** How to send. */
export interface Sending {
  readonly rowCount: number;
  /** 0 for as fast as the service answers. */
  readonly perSecond: number;
}

/** What came of it. */
export interface TrafficSummary {
  readonly answeredCount: number;
  /** Answers that predict disease. */
  readonly positiveCount: number;
  /** NaN without answers, as the latencies are. */
  readonly meanProbability: number;
  readonly latencyMs: { readonly median: number; readonly p99: number };
  /** Truths that were told. */
  readonly labelCount: number;
  /** How long the predictions took. */
  readonly durationMs: number;
  /** The versions that answered. */
  readonly versions: readonly string[];
  /** Why it ended early; undefined when all was sent. */
  readonly failure: { readonly reason: unknown } | undefined;
}

/** Sends requests; whatever stops it, what was done is summed up. */
export async function sendTraffic(
  requests: Iterable<PlannedRequest>,
  { rowCount, perSecond }: Sending,
  ports: TrafficPorts,
): Promise<TrafficSummary> {
  const { service, progress, now } = ports;
  const told: { readonly requestId: string; readonly label: 0 | 1 }[] = [];
  const versions = new Set<string>();
  const latencies = emptySketch();
  let [answeredCount, positiveCount, probabilitySum, labelCount] = [0, 0, 0, 0];

  const startMs = now();
  const sending = progress.start("Send patients", rowCount);
  let failure = await atPace(requests, perSecond, async ({ inputs, label }) => {
    const askedMs = now();
    const { requestId, prediction, probability, version } = await service.predict(inputs);
    addToSketch(latencies, now() - askedMs);
    answeredCount++;
    positiveCount += prediction;
    probabilitySum += probability;
    versions.add(version);
    if (label !== undefined) told.push({ requestId, label });
    sending.update(answeredCount);
  }, ports);
  const durationMs = now() - startMs;
  const sent = `${grouped(answeredCount)} answered`;
  if (failure) sending.fail(sent);
  else sending.done(sent);

  if (failure === undefined && told.length > 0) {
    const telling = progress.start("Tell what became of them", told.length);
    failure = await atPace(told, 0, async ({ requestId, label }) => {
      await service.feedback(requestId, label);
      telling.update(++labelCount);
    }, ports);
    if (failure) telling.fail(`${grouped(labelCount)} told`);
    else telling.done(`${grouped(labelCount)} told`);
  }
  return {
    answeredCount,
    positiveCount,
    meanProbability: probabilitySum / answeredCount,
    latencyMs: quantilesOf(latencies),
    labelCount,
    durationMs,
    versions: [...versions].sort(),
    failure,
  };
}

function quantilesOf(latencies: QuantileSketch): TrafficSummary["latencyMs"] {
  return { median: sketchQuantile(latencies, 0.5), p99: sketchQuantile(latencies, 0.99) };
}
