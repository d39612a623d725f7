/** A log's full files are found by name, and named so that their order is that of the rows. */
import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { logPaths, nextRotatedPath, rotatedPaths } from "@/adapters/files/log_paths.ts";
import { withTemporaryFolder } from "../../../temporary_folder.ts";

const nowMs = Date.parse("2026-11-24T13:45:00.123Z");

Deno.test("companions stand beside the log and bear its name", () => {
  assert.deepEqual(logPaths("logs/prediction_log.csv"), {
    predictions: "logs/prediction_log.csv",
    shadows: "logs/prediction_log.shadow.csv",
    rejections: "logs/prediction_log.rejected.csv",
    feedback: "logs/prediction_log.feedback.csv",
  });
});

Deno.test("a full file is named by the time, and behind all others whatever the clock says", () =>
  withTemporaryFolder(async (folder) => {
    const path = join(folder, "prediction_log.csv");
    const names: string[] = [];
    for (const time of [nowMs, nowMs, nowMs - 5000, nowMs + 1000]) {
      const next = await nextRotatedPath(path, time);
      await Deno.writeTextFile(next, "");
      names.push(basename(next));
    }
    assert.deepEqual(names, [
      "prediction_log.2026-11-24T13-45-00.123Z.csv",
      "prediction_log.2026-11-24T13-45-00.124Z.csv",
      "prediction_log.2026-11-24T13-45-00.125Z.csv",
      "prediction_log.2026-11-24T13-45-01.123Z.csv",
    ]);
    assert.deepEqual((await rotatedPaths(path)).map((path) => basename(path)), names);
  }));

Deno.test("files of companions and strangers are no part of a log", () =>
  withTemporaryFolder(async (folder) => {
    const time = "2026-11-24T13-45-00.123Z";
    const strangers = [
      `prediction_log.shadow.${time}.csv`,
      `prediction_log.${time}.csv.old`,
      `prediction_log.${time}.csv.torn`,
      `my_prediction_log.${time}.csv`,
      `predictionXlog.${time}.csv`,
      "prediction_log.2026.csv",
      "prediction_log.csv",
    ];
    for (const name of strangers) await Deno.writeTextFile(join(folder, name), "");
    assert.deepEqual(await rotatedPaths(join(folder, "prediction_log.csv")), []);
    const shadows = await rotatedPaths(join(folder, "prediction_log.shadow.csv"));
    assert.deepEqual(shadows.map((path) => basename(path)), [strangers[0]]);
  }));

Deno.test("a log whose name holds signs of a pattern, or no .csv, is found all the same", () =>
  withTemporaryFolder(async (folder) => {
    for (const name of ["log (1)+[a].csv", "log"]) {
      const next = await nextRotatedPath(join(folder, name), nowMs);
      await Deno.writeTextFile(next, "");
      assert.deepEqual(await rotatedPaths(join(folder, name)), [next]);
    }
  }));
