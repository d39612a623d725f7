/** On a full disk rows are refused, and nothing that was acknowledged suffers. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { logRecord } from "../../log_record.ts";
import { readLog } from "../../read_log.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";

/** Runs a test on a disk of 256 kB; false when none may be mounted here. */
async function withSmallDisk(test: (folder: string) => Promise<void>): Promise<boolean> {
  let isMounted = false;
  await withTemporaryFolder(async (folder) => {
    isMounted = await run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder);
    if (!isMounted) return;
    try {
      await test(folder);
    } finally {
      await run("umount", folder);
    }
  });
  return isMounted;
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, { args, stderr: "null" }).output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const canMount = await withSmallDisk(() => Promise.resolve());

// Where nothing may be mounted, log_file_test.ts still makes a write fail half-way.
Deno.test({
  name: "a full disk refuses rows, loses none, and takes them again when there is room",
  ignore: !canMount,
  async fn() {
    await withSmallDisk(async (folder) => {
      const path = join(folder, "prediction_log.csv");
      const acknowledged: string[] = [];
      const segmentBytes = 50_000;
      const filler = join(folder, "filler");
      await Deno.writeFile(filler, new Uint8Array(65_536));
      const journal = await openCsvJournal(path, heartSchema, { segmentBytes });
      let failure: unknown;
      const append = async (id: string) => {
        const ids = Array.from({ length: 20 }, (_, row) => `${id}-${row}`);
        await journal.predictions(ids.map((id) => logRecord(id)));
        acknowledged.push(...ids);
      };
      const readIds = async () => {
        const { predictions } = csvPredictionLog(path, heartSchema);
        const { rows, damagedCount } = await readLog(predictions);
        assert.equal(damagedCount, 0);
        return rows.map((fields) => fields[predictions.columns.indexOf("request_id")]);
      };

      for (let write = 0; failure === undefined; write++) {
        await append(`before-${write}`).catch((error) => failure = error);
      }
      assert.ok(failure instanceof UserError);
      assert.match(failure.message, /Cannot write the log .*prediction_log\.csv: No space left/);
      assert.deepEqual(await readIds(), acknowledged);

      await assert.rejects(append("full"), UserError);
      await Deno.remove(filler);
      for (let write = 0; write < 5; write++) await append(`after-${write}`);
      await journal.close();
      assert.deepEqual(await readIds(), acknowledged);
    });
  },
});
