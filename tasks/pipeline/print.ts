/** Shows two checks side by side: of patients as at training, and of others. */
import { table } from "@/adapters/terminal/table.ts";
import { style } from "@/adapters/terminal/style.ts";
import type { ColumnDrift } from "@/drift/assess_drift.ts";
import { isRaised } from "@/drift/verdict.ts";
import { grouped, percent, score } from "@/plots/wording.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { JsonObject } from "@/json.ts";
import { probabilityTitle } from "@/workflows/monitor/probability_title.ts";
import { checkRecord } from "@/workflows/monitor/record.ts";
import type { VersionCheck } from "@/workflows/monitor/version_check.ts";
import { verdictStyles } from "../monitor/print.ts";
import { trafficRecord } from "../simulate/print.ts";
import type { WatchedBatch } from "./serve_and_watch.ts";

/** Prints the verdicts, what they stand on, and where the reports are. */
export function printBatches(batches: readonly WatchedBatch[]): void {
  const row = (title: string, of: (batch: WatchedBatch) => string) => [title, ...batches.map(of)];
  const ofVersion = (title: string, of: (version: VersionCheck) => string) =>
    row(title, ({ check }) => check.check.versions.map(of).join("; "));
  if (batches.some(({ traffic }) => traffic.isSynthetic)) {
    console.log(style("yellow", "SYNTHETIC patients"));
  }
  console.log(table(
    [{ title: "" }, ...batches.map(({ shift }) => ({ title: shift ?? "patients as at training" }))],
    [
      row("answers", ({ check }) => grouped(check.check.summary.predictionCount)),
      row(
        "disease predicted",
        ({ check: { check: { summary } } }) =>
          percent(summary.positiveCount / summary.predictionCount),
      ),
      ofVersion("accuracy, estimated", ({ performance }) => {
        const estimate = performance?.estimated?.accuracy;
        return estimate === undefined
          ? "–"
          : `${score(estimate.value)} [${score(estimate.lower)}, ${score(estimate.upper)}]`;
      }),
      ofVersion(
        "accuracy, by truths told",
        ({ performance }) => score(performance?.realised?.metrics.accuracy ?? NaN),
      ),
      ofVersion(
        "what moved",
        ({ drift }) =>
          drift === undefined
            ? "–"
            : raisedTitles(drift.columns, drift.probability).join("\n") || "nothing",
      ),
      row("verdict", ({ check: { check: { verdict } } }) => style(verdictStyles[verdict], verdict)),
    ],
  ));
  batches.forEach(({ check: { runUrl } }, index) =>
    console.log(`Check ${index + 1}  ${style("cyan", runUrl)}`)
  );
}

function raisedTitles(
  columns: readonly (ColumnDrift & { readonly column: string })[],
  probability: ColumnDrift,
): string[] {
  const titles = columns.filter(({ verdict }) => isRaised(verdict)).map(({ column }) =>
    heartSchema.features.find(({ name }) => name === column)!.title
  );
  return isRaised(probability.verdict) ? [...titles, probabilityTitle] : titles;
}

/** The same for programs. */
export function batchRecord({ shift, traffic, check }: WatchedBatch): JsonObject {
  const { check: { verdict } } = check;
  return {
    shift: shift ?? null,
    verdict,
    traffic: trafficRecord(traffic),
    run_id: check.runId,
    run_url: check.runUrl,
    check: checkRecord(check.check, check.findings),
  };
}
