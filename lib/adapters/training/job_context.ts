/** What surrounds a job, whoever does it: a task in a terminal or a cell of a notebook. */
import type { ObtainDatasetOptions, ObtainedDataset } from "@/adapters/files/obtain_dataset.ts";
import type { Progress } from "@/workflows/progress.ts";

/** A job on the project's data. */
export interface JobContext {
  /** The project's folder. */
  readonly root: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Called when the patients are synthetic; prints a notice on standard error unless told. */
  readonly announceSynthetic?: ObtainDatasetOptions["announceSynthetic"];
}

/** A job that is tracked in runs. */
export interface TrackedJobContext extends JobContext {
  /** The program that does it, as the runs name it. */
  readonly sourceName: string;
  /** Called as soon as the data is there. */
  readonly onData?: (data: ObtainedDataset) => void;
}
