/** Shows what simulated traffic came to: lines for people, a record for programs. */
import { style } from "@/adapters/terminal/style.ts";
import type { SimulatedTraffic } from "@/adapters/simulation/simulate_traffic.ts";
import { count, grouped, percent } from "@/plots/wording.ts";

/** Prints how many were asked about, what was answered, and how fast. */
export function printTraffic(traffic: SimulatedTraffic): void {
  const { answeredCount, positiveCount, meanProbability, latencyMs, durationMs } = traffic;
  const { labelCount, versions, origin, waitCount } = traffic;
  if (answeredCount === 0) return;
  const inSeconds = `in ${(durationMs / 1000).toFixed(1)} s`;
  console.log(`Sent:       ${style("bold", count(answeredCount, "patient"))} ${inSeconds}`);
  console.log(`From:       ${origin}`);
  console.log(
    `Predicted:  disease in ${percent(positiveCount / answeredCount)}, ` +
      `mean probability ${meanProbability.toFixed(3)}, by version ${versions.join(" and ")}`,
  );
  console.log(
    `Speed:      ${grouped(Math.round(1000 * answeredCount / durationMs))} a second; ` +
      `half within ${latencyMs.median.toFixed(1)} ms, 99 of 100 within ${
        latencyMs.p99.toFixed(1)
      } ms`,
  );
  if (waitCount > 0) {
    console.log(`Waited:     ${count(waitCount, "time")}, since the service asked for it`);
  }
  if (labelCount > 0) console.log(`Told:       ${count(labelCount, "truth")} afterwards`);
}

/** The same for programs; what is unknown is null. */
export function trafficRecord(traffic: SimulatedTraffic) {
  const { answeredCount, positiveCount, meanProbability, latencyMs, durationMs } = traffic;
  return {
    patients_from: traffic.origin,
    synthetic: traffic.isSynthetic,
    answered: answeredCount,
    positive: positiveCount,
    mean_probability: meanProbability,
    latency_ms_median: latencyMs.median,
    latency_ms_p99: latencyMs.p99,
    duration_ms: durationMs,
    model_versions: traffic.versions,
    waits: traffic.waitCount,
    labels: traffic.labelCount,
    complete: traffic.failure === undefined,
  };
}
