/** A log's files are read as one, each row once, from wherever one stopped. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { csvLogReader } from "@/adapters/files/csv_log_reader.ts";
import { openLogFile } from "@/adapters/files/log_file.ts";
import { rotatedPaths } from "@/adapters/files/log_paths.ts";
import { UserError } from "@/errors.ts";
import type { LogReader } from "@/workflows/prediction_log/log_reader.ts";
import { readLog } from "../../../read_log.ts";
import { withTemporaryFolder } from "../../../temporary_folder.ts";

const columns = ["id", "text"];

interface Bench {
  readonly path: string;
  readonly reader: LogReader;
  /** Adds rows of these ids; two rows fill a file. */
  readonly append: (...ids: readonly number[]) => Promise<void>;
}

function withLog(test: (bench: Bench) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    const path = join(folder, "log.csv");
    const file = await openLogFile({
      path,
      header: columns.join(","),
      segmentBytes: "id,text\n1,x\n2,x\n".length,
      onTornLine: () => {},
      now: () => 0,
    });
    const append = async (...ids: readonly number[]) => {
      for (const id of ids) await file.append(`${id},x\n`);
    };
    await test({ path, reader: csvLogReader(path, columns), append });
    file.close();
  });
}

async function idsOf(reader: LogReader, from?: Parameters<LogReader["read"]>[0]) {
  return (await readLog(reader, from)).rows.map(([id]) => Number(id));
}

const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof UserError && pattern.test(error.message);

Deno.test("full files and the live one are read in order", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1, 2, 3, 4, 5);
    assert.equal((await rotatedPaths(path)).length, 2);
    assert.deepEqual(await idsOf(reader), [1, 2, 3, 4, 5]);
  }));

Deno.test("from any position the rest is read, also when files were renamed since", () =>
  withLog(async ({ path, reader, append }) => {
    const positions = [await readLog(reader).then(({ position }) => position)];
    for (let id = 1; id <= 7; id++) {
      await append(id);
      positions.push((await readLog(reader, positions.at(-1))).position);
    }
    assert.equal((await rotatedPaths(path)).length, 3);
    for (const [index, position] of positions.entries()) {
      assert.deepEqual(await idsOf(reader, position), [1, 2, 3, 4, 5, 6, 7].slice(index));
    }
  }));

Deno.test("a live file without rows leaves the position at the end of the full one", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1, 2, 3);
    await Deno.truncate(path, "id,text\n".length);
    const { position } = await readLog(reader);
    assert.deepEqual(await idsOf(reader, position), []);
    await append(4);
    assert.deepEqual(await idsOf(reader, position), [4]);
  }));

Deno.test("a live file that is renamed while one reads is read once", () =>
  withLog(async ({ reader, append }) => {
    await append(1, 2, 3);
    const ids: number[] = [];
    for await (const { rows } of reader.read()) {
      ids.push(...rows.map(([id]) => Number(id)));
      await append(ids.length + 10, ids.length + 20);
    }
    assert.deepEqual(ids, [1, 2, 3]);
  }));

Deno.test("a live file that is renamed before the full ones are listed is read once", () =>
  withLog(async ({ reader, append }) => {
    await append(1, 2, 3, 4);
    const { readDir } = Deno;
    Deno.readDir = async function* (path) {
      Deno.readDir = readDir;
      await append(5, 6, 7);
      yield* readDir(path);
    };
    try {
      const { rows, position } = await readLog(reader);
      assert.deepEqual(rows.map(([id]) => Number(id)), [1, 2, 3, 4]);
      assert.deepEqual(await idsOf(reader, position), [5, 6, 7]);
    } finally {
      Deno.readDir = readDir;
    }
  }));

Deno.test("a row whose write is under way, and may be taken back, is waited for", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1);
    using file = await Deno.open(path, { append: true });
    await file.lock(true);
    const { size } = await file.stat();
    await Deno.writeTextFile(path, "2,x\n", { append: true });
    const ids = idsOf(reader);
    const first = await Promise.race([ids, wait(50)]);
    assert.equal(first, "waiting");
    await file.truncate(size);
    await file.unlock();
    assert.deepEqual(await ids, [1]);
  }));

const wait = (ms: number) =>
  new Promise<"waiting">((resolve) => setTimeout(() => resolve("waiting"), ms));

Deno.test("a live file that is missing between two names is no error", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1, 2, 3);
    const { position } = await readLog(reader);
    await Deno.rename(path, path.replace(".csv", ".2026-11-24T13-45-00.123Z.csv"));
    assert.deepEqual(await idsOf(reader), [1, 2, 3]);
    assert.deepEqual(await idsOf(reader, position), []);
  }));

Deno.test("a torn last line is left until it is whole", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1);
    await Deno.writeTextFile(path, "2,", { append: true });
    const { rows, damagedCount, position } = await readLog(reader);
    assert.deepEqual([rows.length, damagedCount], [1, 0]);
    await Deno.writeTextFile(path, "x\n", { append: true });
    assert.deepEqual(await idsOf(reader, position), [2]);
  }));

Deno.test("damaged lines are counted and passed over", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1);
    await Deno.writeTextFile(path, "\0\0\0\n2,x\n", { append: true });
    const { rows, damagedCount } = await readLog(reader);
    assert.deepEqual(rows, [["1", "x"], ["2", "x"]]);
    assert.equal(damagedCount, 1);
  }));

Deno.test("rows longer than a block, and letters across blocks, are whole", () =>
  withTemporaryFolder(async (folder) => {
    const path = join(folder, "log.csv");
    const long = [700_000, 3, 2_000_000, 524_287, 1].map((length) => "é".repeat(length));
    const texts = ["\ufeffmark", ...long];
    await Deno.writeTextFile(path, `text\n${texts.join("\n")}\n`);
    const { rows } = await readLog(csvLogReader(path, ["text"]));
    assert.deepEqual(rows.map(([text]) => text), texts);
  }));

Deno.test("a log that is not there has no rows; a folder that is not there is an error", () =>
  withTemporaryFolder(async (folder) => {
    assert.deepEqual(await idsOf(csvLogReader(join(folder, "log.csv"), columns)), []);
    const elsewhere = csvLogReader(join(folder, "none", "log.csv"), columns);
    await assert.rejects(idsOf(elsewhere), refusal(/Cannot read .*none: there is no such/));
  }));

Deno.test("a position whose file is gone is refused with the digest it had", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1, 2);
    const { position } = await readLog(reader);
    await append(3, 4, 5);
    const [first] = await rotatedPaths(path);
    await Deno.remove(first);
    await assert.rejects(
      idsOf(reader, position),
      (error) =>
        refusal(/that was being read is gone; none of the 2 that are there/)(error) &&
        (error as Error).message.includes(position!.segment!),
    );
    assert.deepEqual(await idsOf(reader), [3, 4, 5]);
  }));

Deno.test("a file that is shorter than what was read of it is refused", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1, 2);
    const { position } = await readLog(reader);
    await Deno.truncate(path, "id,text\n1,x\n".length);
    await assert.rejects(idsOf(reader, position), refusal(/16 bytes of it were read, and now.*12/));
  }));

Deno.test("a file of other columns is refused by name", () =>
  withLog(async ({ path, reader, append }) => {
    await append(1, 2, 3);
    const [full] = await rotatedPaths(path);
    await Deno.writeTextFile(full, "id,other\n1,x\n");
    await assert.rejects(
      idsOf(reader),
      (error) => refusal(/names other columns/)(error) && (error as Error).message.includes(full),
    );
  }));
