/** Performance in sentences. */
import type { Estimate } from "@/evaluate/estimated_performance.ts";
import { formatMetric } from "@/evaluate/format_metric.ts";
import { estimateText } from "@/plots/performance_now.ts";
import { count } from "@/plots/wording.ts";
import type { RealisedPerformance, VersionPerformance } from "@/workflows/monitor/performance.ts";
import type { VersionWindow } from "@/workflows/monitor/version_window.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";

/** Fewer answers say nothing about accuracy. */
const leastCount = 30;

/** What has become of accuracy, as labels show and as it is estimated. */
export function performanceFindings(
  { expected, estimated, realised }: VersionPerformance,
  window: Pick<VersionWindow, "labelCount">,
): ReportFinding[] {
  const findings: ReportFinding[] = [];
  if (realised !== undefined && realised.rowCount >= leastCount) {
    findings.push(realisedFinding(realised, expected.accuracy, window.labelCount));
  }
  if (estimated === undefined || estimated.rowCount < leastCount) return findings;
  const { accuracy } = estimated;
  const isWorse = accuracy.upper < expected.accuracy;
  findings.push({
    tone: isWorse ? "watch" : "good",
    what: `Accuracy is estimated at ${estimateText("accuracy", accuracy)}, ` +
      `${isWorse ? "below" : "and was"} ${formatMetric("accuracy", expected.accuracy)} at training`,
    certainty: "Estimated from the probabilities, with a 95% interval; it sees changed patients, " +
      "not a disease that has changed.",
    advice: isWorse
      ? "Send labels for some of these answers to /feedback, to see whether it is so."
      : "Send labels to /feedback now and then: they alone show whether the estimate holds.",
  });
  return findings;
}

function realisedFinding(
  { metrics, accuracyInterval, estimated }: RealisedPerformance,
  expected: number,
  labelCount: number,
): ReportFinding {
  const realised: Estimate = { value: metrics.accuracy, ...accuracyInterval };
  const stated = `Accuracy is ${estimateText("accuracy", realised)} on ` +
    `${count(labelCount, "answer")} whose labels have come`;
  const isWorse = realised.upper < expected;
  const isUnforeseen = realised.upper < estimated.accuracy.lower;
  return {
    tone: isWorse ? "alarm" : "good",
    what: isWorse ? `${stated}, below ${formatMetric("accuracy", expected)} at training` : stated,
    certainty: "Measured, with a 95% interval. For the same answers " +
      `${estimateText("accuracy", estimated.accuracy)} was estimated.`,
    advice: isUnforeseen
      ? "The estimate did not foresee it, so the disease itself shows differently: retrain."
      : isWorse
      ? "Retrain with these labels, or go back: deno task promote --rollback"
      : "Nothing is to be done.",
  };
}
