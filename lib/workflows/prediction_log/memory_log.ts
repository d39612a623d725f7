/** A prediction log in memory, for tests. */
import type { Schema } from "@/schema/column.ts";
import {
  feedbackFields,
  predictionFields,
  rejectionFields,
} from "@/workflows/prediction_log/fields.ts";
import {
  feedbackLogHeader,
  predictionLogHeader,
  rejectionLogHeader,
} from "@/workflows/prediction_log/header.ts";
import type { LogReader, PredictionLog } from "@/workflows/prediction_log/log_reader.ts";
import type { Journal } from "@/workflows/serve/journal.ts";

/** Both sides of one log: to write to, and to read from. */
export interface MemoryLog {
  readonly journal: Journal;
  readonly log: PredictionLog;
}

/** A log that lasts as long as the process, its positions counted in rows. */
export function createMemoryLog(schema: Schema): MemoryLog {
  const predictions = memoryTable(predictionLogHeader(schema));
  const shadows = memoryTable(predictionLogHeader(schema));
  const rejections = memoryTable(rejectionLogHeader);
  const feedback = memoryTable(feedbackLogHeader);
  return {
    log: {
      predictions: predictions.reader,
      shadows: shadows.reader,
      rejections: rejections.reader,
      feedback: feedback.reader,
    },
    journal: {
      waitingCount: 0,
      predictions: (records) =>
        predictions.append(records.map((record) => predictionFields(schema, record))),
      shadows: (records) =>
        shadows.append(records.map((record) => predictionFields(schema, record))),
      rejection: (record) => rejections.append(rejectionFields(record)),
      feedback: (record) => feedback.append([feedbackFields(record)]),
      close: () => Promise.resolve(),
    },
  };
}

function memoryTable(columns: readonly string[]) {
  const table: string[][] = [];
  const reader: LogReader = {
    columns,
    async *read(from) {
      const offset = table.length;
      const rows = table.slice(from?.offset ?? 0, offset);
      if (rows.length === 0) return;
      yield { rows, damagedCount: 0, position: { segment: "memory", offset } };
    },
  };
  const append = (rows: readonly string[][]) => Promise.resolve(void table.push(...rows));
  return { reader, append };
}
