/** Whatever happens to a log's file, what was acknowledged stays, and a failure is told. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { openGroupCommit } from "@/adapters/files/group_commit.ts";
import { type LogFileOptions, openLogFile } from "@/adapters/files/log_file.ts";
import { rotatedPaths } from "@/adapters/files/log_paths.ts";
import type { TornLine } from "@/adapters/files/torn_line.ts";
import { UserError } from "@/errors.ts";
import { withTemporaryFolder } from "../../../temporary_folder.ts";

const header = "timestamp,text";

interface Bench {
  readonly path: string;
  readonly options: LogFileOptions;
  /** What was moved aside by now. */
  readonly torn: TornLine[];
}

/** A log of its own for one test. */
function withLog(test: (bench: Bench) => Promise<void>, segmentBytes = 1e6): Promise<void> {
  return withTemporaryFolder((folder) => {
    const path = join(folder, "log.csv");
    const torn: TornLine[] = [];
    const onTornLine = (line: TornLine) => void torn.push(line);
    const options = { path, header, segmentBytes, onTornLine, now: () => 0 };
    return test({ path, options, torn });
  });
}

const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof UserError && pattern.test(error.message);

Deno.test("a new log and an empty file begin with the header", () =>
  withLog(async ({ path, options }) => {
    for (const isThere of [false, true]) {
      if (isThere) await Deno.truncate(path);
      const file = await openLogFile(options);
      await file.append("1,a\n");
      file.close();
      assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n`);
    }
  }));

Deno.test("a torn last line is moved aside, told of, and kept behind earlier ones", () =>
  withLog(async ({ path, options, torn }) => {
    for (const part of ["2,b", "x".repeat(200_000)]) {
      await Deno.writeTextFile(path, `${header}\n1,a\n${part}`);
      (await openLogFile(options)).close();
      assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n`);
    }
    const tornPath = `${path}.torn`;
    assert.deepEqual(torn, [
      { path, tornPath, byteCount: 3 },
      { path, tornPath, byteCount: 200_000 },
    ]);
    assert.equal(await Deno.readTextFile(tornPath), `2,b\n${"x".repeat(200_000)}\n`);
  }));

Deno.test("a torn header is written anew", () =>
  withLog(async ({ path, options, torn }) => {
    await Deno.writeTextFile(path, header);
    (await openLogFile(options)).close();
    assert.equal(await Deno.readTextFile(path), `${header}\n`);
    assert.equal(torn.length, 1);
  }));

Deno.test("what another process left torn is moved aside before the next row", () =>
  withLog(async ({ path, options, torn }) => {
    const file = await openLogFile(options);
    await file.append("1,a\n");
    await Deno.writeTextFile(path, "2,b\n3,c", { append: true });
    await file.append("4,d\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n2,b\n4,d\n`);
    assert.equal(torn.length, 1);
  }));

Deno.test("a file with another header is refused and left as it is", () =>
  withLog(async ({ path, options }) => {
    for (
      const text of [
        "timestamp,other\n1,a\n",
        `${header},more\n`,
        "\n",
        "PAR1",
        `\ufeff${header}\n`,
      ]
    ) {
      await Deno.writeTextFile(path, text);
      await assert.rejects(openLogFile(options), refusal(/no log of this schema.*timestamp,text/));
      assert.equal(await Deno.readTextFile(path), text);
    }
  }));

Deno.test("a file that another one was put in the place of is refused from then on", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    await Deno.rename(path, `${path}.old`);
    await Deno.writeTextFile(path, "other\n");
    await assert.rejects(file.append("1,a\n"), refusal(/no log of this schema/));
    await Deno.rename(`${path}.old`, path);
    await file.append("2,b\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n2,b\n`);
  }));

Deno.test("a file that was removed is made anew", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    await file.append("1,a\n");
    await Deno.remove(path);
    await file.append("2,b\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n2,b\n`);
  }));

Deno.test("a file that was emptied gets its header again", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    await file.append("1,a\n");
    await Deno.truncate(path);
    await file.append("2,b\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n2,b\n`);
  }));

Deno.test("without its folder an append is refused, and with it appends go on", () =>
  withTemporaryFolder(async (outer) => {
    const folder = join(outer, "logs");
    await Deno.mkdir(folder);
    const path = join(folder, "log.csv");
    const options = { path, header, segmentBytes: 1e6, onTornLine: () => {}, now: () => 0 };
    const file = await openLogFile(options);
    await Deno.remove(folder, { recursive: true });
    await assert.rejects(file.append("1,a\n"), refusal(/Cannot write the log .*log\.csv: No such/));
    await Deno.mkdir(folder);
    await file.append("2,b\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n2,b\n`);
  }));

Deno.test("a write that fails half-way is taken back, and the next one succeeds", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    await file.append("1,a\n");
    const { writeSync } = Deno.FsFile.prototype;
    let callCount = 0;
    Deno.FsFile.prototype.writeSync = function (bytes) {
      if (callCount++ > 0) throw new Error("No space left on device (os error 28)");
      return writeSync.call(this, bytes.subarray(0, 3));
    };
    try {
      await assert.rejects(file.append("2,bbb\n"), refusal(/No space left on device/));
    } finally {
      Deno.FsFile.prototype.writeSync = writeSync;
    }
    assert.equal(callCount, 2);
    assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n`);
    await file.append("3,c\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n3,c\n`);
  }));

Deno.test("a row that was written but not synced is not acknowledged", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    const { syncData } = Deno.FsFile.prototype;
    Deno.FsFile.prototype.syncData = () => Promise.reject(new Error("Input/output error"));
    try {
      await assert.rejects(file.append("1,a\n"), refusal(/Input\/output error/));
    } finally {
      Deno.FsFile.prototype.syncData = syncData;
    }
    await file.append("2,b\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n2,b\n`);
  }));

Deno.test("a file that would grow too long is renamed first, but never one without rows", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    const lines = ["1,a\n", "2,b\n", "3,longer than a whole file may be\n", "4,d\n"];
    for (const line of lines) await file.append(line);
    file.close();
    const paths = [...await rotatedPaths(path), path];
    assert.deepEqual(
      await Promise.all(paths.map((path) => Deno.readTextFile(path))),
      [lines[0] + lines[1], lines[2], lines[3]].map((rows) => `${header}\n${rows}`),
    );
  }, header.length + 1 + 8));

Deno.test("who holds a file that another one renamed goes on in the new one", () =>
  withLog(async ({ path, options }) => {
    const files = await Promise.all([openLogFile(options), openLogFile(options)]);
    for (let index = 0; index < 6; index++) await files[index % 2].append(`${index},x\n`);
    for (const file of files) file.close();
    const paths = [...await rotatedPaths(path), path];
    assert.deepEqual(
      await Promise.all(paths.map((path) => Deno.readTextFile(path))),
      [0, 1, 2, 3, 4, 5].map((index) => `${header}\n${index},x\n`),
    );
  }, 1));

Deno.test("on a disk where no file can be told from another an append is refused", () =>
  withLog(async ({ path, options }) => {
    const file = await openLogFile(options);
    const { statSync } = Deno;
    let inode = 1;
    Deno.statSync = (path) => ({ ...statSync(path), ino: inode++ });
    try {
      await assert.rejects(file.append("1,a\n"), refusal(/another file takes its place/));
    } finally {
      Deno.statSync = statSync;
    }
    await file.append("2,b\n");
    file.close();
    assert.equal(await Deno.readTextFile(path), `${header}\n2,b\n`);
  }));

Deno.test("a group commit counts who waits, and closes after the last of them", () =>
  withLog(async ({ path, options }) => {
    const commit = await openGroupCommit(options);
    const appends = ["1,a\n", "2,b\n", "3,c\n"].map((line) => commit.append(line));
    assert.equal(commit.waitingCount, 3);
    await commit.close();
    await Promise.all(appends);
    assert.equal(commit.waitingCount, 0);
    assert.equal(await Deno.readTextFile(path), `${header}\n1,a\n2,b\n3,c\n`);
  }));
