/** A check in sentences: what was found, how sure that is, and what to do, the most urgent first. */
import { summaryMetrics } from "@/drift/summary_metrics.ts";
import type { Schema } from "@/schema/column.ts";
import { count, grouped, percent } from "@/plots/wording.ts";
import type { Check } from "@/workflows/monitor/check.ts";
import { driftFindings } from "@/workflows/monitor/drift_findings.ts";
import { performanceFindings } from "@/workflows/monitor/performance_findings.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";

const urgency: readonly ReportFinding["tone"][] = ["alarm", "watch", "neutral", "good"];

/** So many refused requests, or unknown values of a column, are more than slips. */
const notableShare = 0.05;

/** Everything to be said about a check; at least one finding. */
export function checkFindings(check: Check, schema: Schema): ReportFinding[] {
  const { versions } = check;
  const found = [
    ...versions.flatMap((version) =>
      versionFindings(version, schema).map((finding) =>
        versions.length === 1
          ? finding
          : { ...finding, what: `Version ${version.window.model.version}: ${finding.what}` }
      )
    ),
    ...qualityFindings(check, schema),
    ...logFindings(check),
  ];
  return found.toSorted((a, b) => urgency.indexOf(a.tone) - urgency.indexOf(b.tone));
}

function versionFindings(version: VersionCheck, schema: Schema): ReportFinding[] {
  const { window, drift, performance, problem, trained } = version;
  if (problem !== undefined) {
    return [{
      tone: "neutral",
      what: `${count(window.summary.predictionCount, "answer")} cannot be judged`,
      certainty: problem,
      advice: "Serve a registered version that deno task tune has made: it keeps its reference.",
    }];
  }
  return [
    ...drift && trained ? driftFindings(drift, trained, window, schema) : [],
    ...performance ? performanceFindings(performance, window) : [],
  ];
}

function qualityFindings({ summary }: Check, schema: Schema): ReportFinding[] {
  const metrics = summaryMetrics(summary);
  const refused = metrics["error_rate"] ?? 0;
  const findings: ReportFinding[] = refused > notableShare
    ? [{
      tone: "watch",
      what: `${percent(refused)} of requests were refused`,
      certainty: `${grouped(summary.rejectionCount)} of ` +
        `${grouped(summary.rejectionCount + summary.predictionCount)}; a count, not an estimate.`,
      advice: "See the reasons in the log of rejections, and mend the program that sends them.",
    }]
    : [];
  const unknown = schema.features.flatMap(({ name, title }) => {
    const share = metrics[`unknown_rate_${name}`] ?? 0;
    return share > notableShare ? [{ title, share }] : [];
  });
  return [
    ...findings,
    ...unknown.map(({ title, share }): ReportFinding => ({
      tone: "watch",
      what: `“${title}” comes in unknown categories in ${percent(share)} of requests`,
      certainty: "They count as missing, and the model guesses without them.",
      advice: "Send the labels or codes that the schema declares; see the model's card.",
    })),
  ];
}

function logFindings({ collected }: Check): ReportFinding[] {
  const { damagedCount, unmatchedCount, lost } = collected;
  const findings: ReportFinding[] = lost.map((reason) => ({
    tone: "watch",
    what: "The part of the log where the last check ended is gone",
    certainty: `${reason} Rows later than all that were counted before count as new.`,
    advice: "Keep rotated files of the log until a check has read them.",
  }));
  if (damagedCount > 0) {
    findings.push({
      tone: "watch",
      what: `${count(damagedCount, "row")} of the log cannot be read`,
      certainty: "They were left out of every figure.",
      advice: "Write the log by deno task serve alone.",
    });
  }
  if (unmatchedCount > 0) {
    findings.push({
      tone: "neutral",
      what: `${count(unmatchedCount, "label")} came for requests that are not in the log`,
      certainty: "They were left out.",
      advice: "Send the request_id that came with the answer.",
    });
  }
  return findings;
}
