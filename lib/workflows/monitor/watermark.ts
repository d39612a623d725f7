/** How far checks have got in the log, as they leave it to the next one. */
import { z } from "zod";
import type { LogPosition } from "@/workflows/prediction_log/log_reader.ts";

/** How far one file set was read. */
export interface Mark {
  readonly position: LogPosition;
  /** The latest time that stood in a row by then, in ISO form; empty before the first. */
  readonly through: string;
}

/** How far each of the log's parts was read. */
export interface Watermark {
  readonly predictions: Mark;
  readonly rejections: Mark;
  readonly feedback: Mark;
}

/** Before the first row of all. */
export const startOfLog: Mark = { position: { segment: undefined, offset: 0 }, through: "" };

/** The watermark of a log that nobody has read. */
export const unread: Watermark = {
  predictions: startOfLog,
  rejections: startOfLog,
  feedback: startOfLog,
};

const mark = z.strictObject({
  segment: z.string().nullable(),
  offset: z.int().min(0),
  through: z.string(),
}).transform(({ segment, offset, through }): Mark => ({
  position: { segment: segment ?? undefined, offset },
  through,
}));

const watermark = z.strictObject({ predictions: mark, rejections: mark, feedback: mark });

/** A watermark as the value of a tag. */
export function formatWatermark(marks: Watermark): string {
  const plain = ({ position: { segment, offset }, through }: Mark) => ({
    segment: segment ?? null,
    offset,
    through,
  });
  return JSON.stringify({
    predictions: plain(marks.predictions),
    rejections: plain(marks.rejections),
    feedback: plain(marks.feedback),
  });
}

/** The watermark that {@linkcode formatWatermark} wrote; undefined when the text is something else. */
export function parseWatermark(text: string): Watermark | undefined {
  try {
    return watermark.safeParse(JSON.parse(text)).data;
  } catch {
    // Not even JSON.
    return undefined;
  }
}
