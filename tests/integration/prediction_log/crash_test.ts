/** What was acknowledged is in the log once, whoever is killed and whoever else writes. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { rotatedPaths } from "@/adapters/files/log_paths.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readLog } from "../../read_log.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { startLogWriter } from "./log_writer.ts";

const segmentBytes = 65_536;

async function readIds(path: string): Promise<string[]> {
  const { predictions } = csvPredictionLog(path, heartSchema);
  const { rows, damagedCount } = await readLog(predictions);
  assert.equal(damagedCount, 0);
  const place = predictions.columns.indexOf("request_id");
  return rows.map((fields) => fields[place]);
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

for (const rowsAWrite of [1, 300]) {
  Deno.test(`of ten writers killed at their ${rowsAWrite} rows a write, every acknowledged row is there`, () =>
    withTemporaryFolder(async (folder) => {
      const path = join(folder, "prediction_log.csv");
      const acknowledged: string[] = [];
      for (let round = 0; round < 5; round++) {
        const writers = ["a", "b"].map((name) =>
          startLogWriter({ path, prefix: `${round}${name}`, segmentBytes, rowsAWrite })
        );
        await Promise.all(writers.map(({ begun }) => begun));
        for (const writer of writers) {
          await wait(Math.random() * 30);
          writer.kill();
        }
        for (const writer of writers) {
          acknowledged.push(...await writer.acknowledged);
          assert.equal((await writer.status).signal, "SIGKILL");
        }
        const ids = await readIds(path);
        const found = new Set(ids);
        assert.equal(found.size, ids.length, "a row is there twice");
        assert.deepEqual(acknowledged.filter((id) => !found.has(id)), []);
      }
      assert.ok(acknowledged.length >= 10);
      assert.ok((await rotatedPaths(path)).length > 0);
    }));
}

Deno.test("four processes that write at once, renaming full files, lose and double nothing", () =>
  withTemporaryFolder(async (folder) => {
    const path = join(folder, "prediction_log.csv");
    const writers = ["a", "b", "c", "d"].map((prefix) =>
      startLogWriter({ path, prefix, segmentBytes, rowsAWrite: 1, writeCount: 3000 })
    );
    const acknowledged = (await Promise.all(writers.map((writer) => writer.acknowledged))).flat();
    for (const { status } of writers) assert.equal((await status).code, 0);
    assert.equal(acknowledged.length, 12_000);
    assert.deepEqual((await readIds(path)).toSorted(), acknowledged.toSorted());
    assert.ok((await rotatedPaths(path)).length > 10);
  }));

Deno.test("who reads on and on while four processes write gets every row once", () =>
  withTemporaryFolder(async (folder) => {
    const path = join(folder, "prediction_log.csv");
    const { predictions } = csvPredictionLog(path, heartSchema);
    const place = predictions.columns.indexOf("request_id");
    const writers = ["a", "b", "c", "d"].map((prefix) =>
      startLogWriter({ path, prefix, segmentBytes, rowsAWrite: 1, writeCount: 2000 })
    );
    const ended = Promise.all(writers.map((writer) => writer.acknowledged));
    let isEnded = false;
    ended.then(() => isEnded = true);
    const ids: string[] = [];
    let stepCount = 0;
    let read = await readLog(predictions);
    for (let isLast = false; !isLast; stepCount++) {
      isLast = isEnded;
      ids.push(...read.rows.map((fields) => fields[place]));
      read = await readLog(predictions, read.position);
      await wait(1);
    }
    ids.push(...read.rows.map((fields) => fields[place]));
    for (const { status } of writers) assert.equal((await status).code, 0);
    assert.deepEqual(ids.toSorted(), (await ended).flat().toSorted());
    assert.ok(stepCount > 10);
  }));
