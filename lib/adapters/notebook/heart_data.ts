/** The patients, for a notebook: as a labelled dataset and as a frame of polars. */
import pl, { type DataFrame } from "nodejs-polars";
import { obtainDataset } from "@/adapters/files/obtain_dataset.ts";
import { jobContext } from "@/adapters/notebook/job_context.ts";
import type { Session } from "@/adapters/notebook/session.ts";
import { withHint } from "@/adapters/notebook/with_hint.ts";
import type { Dataset, DataSource } from "@/data/dataset.ts";
import type { QualityReport } from "@/data/quality.ts";
import { grouped } from "@/plots/wording.ts";

/** The table in two shapes. */
export interface HeartData {
  readonly dataset: Dataset;
  readonly quality: QualityReport;
  /** As it is in the file: nothing replaced, zeros that mean missing still zeros. */
  readonly frame: DataFrame;
}

const sourceNames: Readonly<Record<DataSource, string>> = {
  uci: "the verified UCI table",
  file: "a table of your own",
  synthetic: "**a synthetic cohort: these patients do not exist**",
};

/**
 * Gets the patients as every task does, and says under the cell where they are from.
 *
 * @throws {UserError} when they cannot be had or used
 */
export function loadHeartData(session: Session): Promise<HeartData> {
  return withHint(async () => {
    const { dataset, quality, text } = await obtainDataset(jobContext(session));
    session.say(
      `${grouped(dataset.rows.length)} patients from ${sourceNames[dataset.source]} ` +
        `(SHA-256 \`${dataset.digest.slice(0, 8)}…\`).`,
    );
    return { dataset, quality, frame: pl.readCSV(text) };
  });
}
