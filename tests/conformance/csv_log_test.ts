import { join } from "node:path";
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { heartSchema } from "@/schema/heart.ts";
import { withTemporaryFolder } from "../temporary_folder.ts";
import { checkPredictionLog } from "./check_prediction_log.ts";

for (const [words, segmentBytes] of [["one file each", 2 ** 26], ["a file for each write", 1]]) {
  Deno.test(`the prediction log in CSV, ${words}, keeps a prediction log's promises`, (t) =>
    checkPredictionLog(t, (check) =>
      withTemporaryFolder(async (folder) => {
        const path = join(folder, "prediction_log.csv");
        const journal = await openCsvJournal(path, heartSchema, {
          segmentBytes: Number(segmentBytes),
        });
        try {
          await check({ journal, log: csvPredictionLog(path, heartSchema) });
        } finally {
          await journal.close();
        }
      })));
}
