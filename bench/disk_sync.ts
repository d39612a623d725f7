/** How long the disk takes to keep what was appended: the least that a durable answer waits for. */
import { join } from "node:path";
import { timingOf } from "./timing.ts";

/** Bytes of a group of rows. */
const groupBytes = 4096;

/** Median milliseconds of an append with its sync, as the log does them, in a folder. */
export async function timeDiskSync(folder: string): Promise<number> {
  using file = await Deno.open(join(folder, "sync.bin"), { append: true, create: true });
  const timesMs: number[] = [];
  for (let round = 0; round < 100; round++) {
    const startMs = performance.now();
    file.writeSync(new Uint8Array(groupBytes));
    await file.syncData();
    timesMs.push(performance.now() - startMs);
  }
  return timingOf(timesMs).medianMs;
}
