import assert from "node:assert/strict";
import { join } from "node:path";
import { zipSync } from "fflate";
import { loadDataset, obtainDataset } from "@/adapters/files/obtain_dataset.ts";
import { obtainTable, tablePath } from "@/adapters/files/obtain_table.ts";
import { uciFiles } from "@/data/uci/convert.ts";
import { uciTableDigest } from "@/data/uci/known_tables.ts";
import { exitCode, UserError } from "@/errors.ts";
import { silentProgress } from "@/workflows/progress.ts";
import { readUciFile, realDataFolder, testOnRealData } from "../../real_data.ts";
import { smallTable, withCell } from "../../unit/data/small_table.ts";
import { startArchiveServer } from "./archive_server.ts";
import { dataFiles, inProjectFolder } from "./project_folder.ts";

const quietly = { progress: silentProgress, offline: true };
const own = "heart_disease_uci.csv";
const tableFiles = ["cohort_statistics.json", own, "heart_disease_uci.source.json"];

const uciZip = () =>
  zipSync(Object.fromEntries(
    uciFiles.map(({ name }) => [`heart/${name}`, new TextEncoder().encode(readUciFile(name))]),
  )).slice();

function isRefusal(pattern: RegExp, code: number = exitCode.data) {
  return (error: unknown) => {
    assert.ok(error instanceof UserError, String(error));
    assert.match(error.message, pattern);
    assert.equal(error.exitCode, code);
    return true;
  };
}

Deno.test("Without data and network the synthetic cohort stands in, and says why", () =>
  inProjectFolder(async (root) => {
    const table = await obtainTable({ root, ...quietly });
    assert.equal(table.source, "synthetic");
    assert.equal(table.change, "written");
    assert.match(table.standInReason!, /--offline/);
    assert.deepEqual(dataFiles(root), tableFiles);
    const { dataset, origin } = await loadDataset(table.path);
    assert.equal(dataset.source, "synthetic");
    assert.equal(dataset.digest, table.digest);
    assert.equal(dataset.rows.length, 920);
    assert.equal(origin, "synthetic cohort, 920 rows, seed 42");
  }));

Deno.test("A table that was edited no longer counts as the generator's", () =>
  inProjectFolder(async (root) => {
    const { path } = await obtainTable({ root, ...quietly });
    await Deno.writeTextFile(path, smallTable);
    assert.equal((await loadDataset(path)).dataset.source, "file");
  }));

Deno.test("A table of one's own is taken in, kept, and replaced only by force", () =>
  inProjectFolder(async (root) => {
    const from = join(root, "mine.csv");
    await Deno.writeTextFile(from, smallTable.replaceAll("\n", "\r\n"));
    const first = await obtainTable({ root, from, ...quietly });
    assert.equal(first.source, "file");
    assert.equal(first.origin, from);
    assert.equal(await Deno.readTextFile(first.path), smallTable);
    assert.equal((await obtainTable({ root, from, ...quietly })).change, "kept");
    assert.equal((await obtainTable({ root, ...quietly })).change, "kept");

    await Deno.writeTextFile(from, withCell("age", "51"));
    const refused = isRefusal(/a table of your own is there already/);
    await assert.rejects(obtainTable({ root, from, ...quietly }), refused);
    const cohort = { rowCount: 10, seed: 1 };
    await assert.rejects(obtainTable({ root, cohort, ...quietly }), refused);
    assert.equal(await Deno.readTextFile(first.path), smallTable);

    const forced = await obtainTable({ root, from, force: true, ...quietly });
    assert.equal(forced.change, "replaced");
    assert.match(await Deno.readTextFile(first.path), /^1,51,/m);
  }));

Deno.test("A synthetic cohort is replaced freely, since it can be drawn again", () =>
  inProjectFolder(async (root) => {
    const { path } = await obtainTable({ root, ...quietly });
    const from = join(root, "mine.csv");
    await Deno.writeTextFile(from, smallTable);
    assert.equal((await obtainTable({ root, from, ...quietly })).change, "replaced");
    assert.equal((await loadDataset(path)).dataset.source, "file");
  }));

Deno.test("A broken table changes nothing and leaves no partial file", () =>
  inProjectFolder(async (root) => {
    const from = join(root, "broken.csv");
    await Deno.writeTextFile(from, withCell("age", "old"));
    await assert.rejects(
      obtainTable({ root, from, ...quietly }),
      isRefusal(/broken\.csv, line 2, column age/),
    );
    assert.deepEqual(dataFiles(root), ["cohort_statistics.json"]);
    await Deno.copyFile(from, tablePath(root));
    await assert.rejects(obtainTable({ root, ...quietly }), (error) => {
      assert.match((error as UserError).hint!, /--force/);
      return isRefusal(/column age/)(error);
    });
  }));

Deno.test("An interrupted cohort leaves neither a table nor a partial file", () =>
  inProjectFolder(async (root) => {
    const controller = new AbortController();
    const reason = new UserError("Interrupted.");
    const progress = {
      start: () => ({ update: () => controller.abort(reason), done: () => {}, fail: () => {} }),
    };
    const cohort = { rowCount: 50_000, seed: 1 };
    const options = { root, cohort, progress, signal: controller.signal };
    await assert.rejects(obtainTable(options), (error) => error === reason);
    assert.deepEqual(dataFiles(root), ["cohort_statistics.json"]);
  }));

Deno.test("Paths that are not there, folders and archives without a table are refused", () =>
  inProjectFolder(async (root) => {
    const attempt = (from: string) => obtainTable({ root, from, ...quietly });
    await assert.rejects(attempt(join(root, "none.csv")), isRefusal(/no such file or folder/));
    await assert.rejects(attempt(root), isRefusal(/no \.csv or \.data files/));
    await Deno.writeTextFile(join(root, "processed.va.data"), "1,2");
    await assert.rejects(attempt(root), isRefusal(/found processed\.va\.data; required: one CSV/));
    const zip = join(root, "half.zip");
    const whole = zipSync({ "heart.csv": new TextEncoder().encode(smallTable) });
    await Deno.writeFile(zip, whole.slice(0, -30));
    await assert.rejects(attempt(zip), isRefusal(/no whole zip archive/));
  }));

Deno.test("A zip of one CSV is read", () =>
  inProjectFolder(async (root) => {
    const from = join(root, "one.zip");
    const content = new TextEncoder().encode(smallTable);
    await Deno.writeFile(
      from,
      zipSync({
        "a/heart.csv": content,
        "__MACOSX/a/._heart.csv": Uint8Array.of(0),
        "b.txt": content,
      }),
    );
    const { parsed } = await obtainTable({ root, from, ...quietly });
    assert.equal(parsed!.text, smallTable);
  }));

testOnRealData(
  "The CSV, the folder and the zip of UCI's files all become the verified table",
  () =>
    inProjectFolder(async (root) => {
      const zip = join(root, "heart+disease.zip");
      await Deno.writeFile(zip, uciZip());
      const csv = join(realDataFolder, "heart_disease_uci.csv");
      for (const from of [zip, csv, join(realDataFolder, "uci"), realDataFolder]) {
        const table = await obtainTable({ root, from, force: true, ...quietly });
        assert.equal(table.digest, uciTableDigest, from);
        assert.equal(table.source, "uci");
      }
      const cohort = { rowCount: 10, seed: 1 };
      const refused = isRefusal(/UCI's table is there already/);
      await assert.rejects(obtainTable({ root, cohort, ...quietly }), refused);
    }),
);

testOnRealData(
  "The archive is tried again after an error, and replaces the stand-in cohort",
  () =>
    inProjectFolder(async (root) => {
      await obtainTable({ root, ...quietly });
      await using server = startArchiveServer(
        () => new Response("busy", { status: 503 }),
        () => new Response(uciZip()),
      );
      const archive = { url: server.url, retryWaitsMs: [1] };
      const table = await obtainTable({ root, archive, progress: silentProgress });
      assert.equal(server.requestCount(), 2);
      assert.equal(table.source, "uci");
      assert.equal(table.change, "replaced");
      assert.equal(table.origin, server.url);
    }),
);

Deno.test("An archive that is refused, silent, no zip or of other content is not used, and the reason given", () =>
  inProjectFolder(async (root) => {
    const other = zipSync({ "processed.va.data": new TextEncoder().encode("1,2\n") }).slice();
    const cases: [() => Response | "hang", RegExp, requestCount: number][] = [
      [() => new Response("", { status: 404 }), /answered 404/, 1],
      [() => new Response("", { status: 500 }), /answered 500/, 2],
      [() => "hang", /no answer within 0.2 s/, 1],
      [() => new Response("<html>Please log in</html>"), /no whole zip archive/, 1],
      [() => new Response(other), /cleveland\.data is not in it.*va\.data has SHA-256/, 1],
    ];
    for (const [answer, reason, requestCount] of cases) {
      await using server = startArchiveServer(answer);
      const archive = { url: server.url, retryWaitsMs: [1], timeoutMs: 200 };
      const table = await obtainTable({ root, archive, progress: silentProgress });
      assert.equal(table.source, "synthetic");
      assert.match(table.standInReason!, reason);
      assert.equal(server.requestCount(), requestCount, String(reason));
    }
  }));

Deno.test("obtainDataset() generates the missing table once, announces it each time, then reads it", () =>
  inProjectFolder(async (root) => {
    const announced: (string | undefined)[][] = [];
    const options = {
      root,
      ...quietly,
      announceSynthetic: (...notice: (string | undefined)[]) => void announced.push(notice),
    };
    const first = await obtainDataset(options);
    const second = await obtainDataset(options);
    assert.deepEqual(second.dataset, first.dataset);
    assert.equal(announced.length, 2);
    assert.match(announced[0][1]!, /--offline/);
    assert.equal(announced[1][1], undefined);
  }));

Deno.test("obtainDataset() reads the file it is given and leaves the project's own alone", () =>
  inProjectFolder(async (root) => {
    const from = join(root, "mine.csv");
    await Deno.writeTextFile(from, smallTable);
    const { dataset, origin } = await obtainDataset({ root, from, ...quietly });
    assert.equal(dataset.source, "file");
    assert.equal(origin, from);
    assert.deepEqual(dataFiles(root), ["cohort_statistics.json"]);
  }));
