/** The port to the prediction log: what was asked and answered, refused, and found out later. */
import type { RawRow } from "@/schema/row.ts";
import type { Answer, Fault } from "@/workflows/serve/answer.ts";
import type { ModelIdentity } from "@/workflows/serve/fetched_model.ts";

/** A prediction that was made. */
export interface PredictionRecord {
  readonly timestampMs: number;
  readonly requestId: string;
  readonly model: ModelIdentity;
  /** As it came. */
  readonly inputs: RawRow;
  readonly answer: Answer;
  readonly latencyMs: number;
}

/** A request that was refused. */
export interface RejectionRecord {
  readonly timestampMs: number;
  readonly requestId: string;
  readonly faults: readonly Fault[];
}

/** What became of a patient. */
export interface FeedbackRecord {
  readonly timestampMs: number;
  readonly requestId: string;
  readonly label: 0 | 1;
}

/** Where all of it is kept. */
export interface Journal {
  /** Keeps predictions, durably when the promise is fulfilled. */
  predictions(records: readonly PredictionRecord[]): Promise<void>;
  /** Keeps what a shadow model would have answered, apart from the answers. */
  shadows(records: readonly PredictionRecord[]): Promise<void>;
  rejection(record: RejectionRecord): Promise<void>;
  /** Keeps a true label, durably when the promise is fulfilled. */
  feedback(record: FeedbackRecord): Promise<void>;
  /** Records that wait to be on disk. */
  readonly waitingCount: number;
  close(): Promise<void>;
}
