/**
 * A process that appends to the prediction log with 32 writers at once, and prints the id of each
 * row as soon as it is acknowledged: `write_log.ts LOG PREFIX SEGMENT_BYTES ROWS_A_WRITE [WRITES]`.
 */
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { heartSchema } from "@/schema/heart.ts";
import { logRecord } from "../../log_record.ts";

const [path, prefix, segmentBytes, rowCount, writeCount = Infinity] = Deno.args;
const writerCount = 32;
const encoder = new TextEncoder();
const journal = await openCsvJournal(path, heartSchema, { segmentBytes: Number(segmentBytes) });
let startedCount = 0;

async function write(): Promise<void> {
  while (startedCount < Number(writeCount)) {
    const write = startedCount++;
    const ids = Array.from({ length: Number(rowCount) }, (_, row) => `${prefix}-${write}-${row}`);
    await journal.predictions(ids.map((id) => logRecord(id)));
    const bytes = encoder.encode(ids.map((id) => `${id}\n`).join(""));
    for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
  }
}

await Promise.all(Array.from({ length: writerCount }, write));
await journal.close();
