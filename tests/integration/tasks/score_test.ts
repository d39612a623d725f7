/** `deno task score` as a person runs it: with its permissions, exit codes and signals. */
import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import pl from "nodejs-polars";
import denoJson from "../../../deno.json" with { type: "json" };
import { formatFields } from "@/data/canonical.ts";
import { fitPipeline, type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { madeUpDataset } from "../../unit/pipeline/patients.ts";
import { runTaskToEnd } from "./run_task.ts";

const names = heartSchema.features.map(({ name }) => name);
const patients = madeUpDataset(400, 3).rows;

function testTask(
  name: string,
  check: (place: { folder: string; model: string; pipeline: Pipeline }) => Promise<void>,
  ignore = false,
): void {
  Deno.test({
    name: `deno task score: ${name}`,
    ignore,
    async fn() {
      const folder = await Deno.makeTempDir();
      const pipeline = fitPipeline(defaultRecipe("forest", 7), madeUpDataset(200), heartSchema);
      const model = join(await Deno.makeTempDir(), "pipeline.json");
      try {
        await Deno.writeTextFile(model, serializePipeline(pipeline));
        await check({ folder, model, pipeline });
      } finally {
        await Deno.remove(folder, { recursive: true });
        await Deno.remove(join(model, ".."), { recursive: true });
      }
    },
  });
}

const filesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

/** n patients, each with a note of awkward text. */
async function writePatients(path: string, rowCount: number): Promise<void> {
  const lines = patients.map((row) =>
    formatFields(['a "note",\nof 2 lines', ...names.map((name) => String(row[name] ?? ""))])
  );
  using file = await Deno.open(path, { write: true, create: true });
  const writer = file.writable.getWriter();
  await writer.write(new TextEncoder().encode(`note,${names.join(",")}\n`));
  const block = new TextEncoder().encode(`${lines.join("\n")}\n`);
  for (let row = 0; row < rowCount; row += patients.length) await writer.write(block);
  await writer.close();
}

/** The task without `deno task` around it, whose process is then not the one that works. */
function startScoring(args: readonly string[], ...flags: string[]): Deno.ChildProcess {
  const [, run, ...words] = denoJson.tasks.score.command.split(" ");
  return new Deno.Command(Deno.execPath(), {
    args: [run, ...flags, ...words, ...args],
    cwd: fileURLToPath(new URL("../../../", import.meta.url)),
    stdout: "null",
    stderr: "null",
  }).spawn();
}

testTask(
  "Parquet keeps its columns' types and rows' order",
  async ({ folder, model, pipeline }) => {
    const [input, output] = ["in.parquet", "out.parquet"].map((name) => join(folder, name));
    const table = pl.DataFrame({
      key: pl.Series("key", patients.map((_, row) => BigInt(row) + 2n ** 60n), pl.Int64),
      seen: patients.map((_, row) => row % 3 === 0),
      ...Object.fromEntries(names.map((name) => [name, patients.map((row) => row[name])])),
    });
    table.writeParquet(input, { compression: "zstd" });
    const { code, stdout, stderr } = await runTaskToEnd(
      ["score", "--input", input, "--output", output, "--model", model, "--json"],
    );
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stdout).rows_scored, patients.length);
    assert.deepEqual(filesIn(folder), ["in.parquet", "out.parquet"]);
    const scored = pl.readParquet(output);
    assert.deepEqual(scored.columns, [...table.columns, "prediction", "probability"]);
    assert(scored.select(...table.columns).frameEqual(table, true));
    assert.deepEqual(
      Float64Array.from(scored.getColumn("probability").toArray()),
      predictProba(pipeline, patients),
    );
  },
);

testTask("rejects unusable rows of Parquet by number", async ({ folder, model }) => {
  const [input, output] = ["in.parquet", "out.parquet"].map((name) => join(folder, name));
  const columns = names.map((name) => [name, ["2", "x", null]] as const);
  pl.DataFrame(Object.fromEntries(columns)).writeParquet(input, { compression: "zstd" });
  const { code, stderr } = await runTaskToEnd(
    ["score", "--input", input, "--output", output, "--model", model],
  );
  assert.equal(code, 0, stderr);
  assert.equal(pl.readParquet(output).height, 2);
  const listed = await Deno.readTextFile(`${output}.rejected.csv`);
  assert.match(listed, /^line,column,reason\n2,age,.*found ""x"".*\n(2,.*\n)+$/);
});

testTask("exit codes and messages say what is wrong", async ({ folder, model }) => {
  const [input, output] = ["in.csv", "out.csv"].map((name) => join(folder, name));
  await writePatients(input, 400);
  const score = (...args: string[]) => runTaskToEnd(["score", ...args]);
  const usage = await score("--input", input, "--output", output);
  assert.equal(usage.code, 64);
  const noModel = await score("--input", input, "--output", output, "--model", join(folder, "no"));
  assert.equal(noModel.code, 65, noModel.stderr);
  const good = await score("--input", input, "--output", output, "--model", model);
  assert.equal(good.code, 0, good.stderr);
  assert.match(good.stdout, /Scored: +400 rows/);
  const again = await score("--input", input, "--output", output, "--model", model);
  assert.equal(again.code, 64);
  assert.match(again.stderr, /--force/);
});

testTask("an interrupt ends it with 130 and leaves no file", async ({ folder, model }) => {
  const [input, output] = ["in.csv", "out.csv"].map((name) => join(folder, name));
  await writePatients(input, 1_000_000);
  const scoring = startScoring(["--input", input, "--output", output, "--model", model]);
  const isWriting = () => filesIn(folder).some((name) => /out\.csv\.\d+\.partial$/.test(name));
  while (!isWriting()) await new Promise((resolve) => setTimeout(resolve, 20));
  scoring.kill("SIGINT");
  assert.equal((await scoring.status).code, 130);
  assert.deepEqual(filesIn(folder), [basename(input)]);
}, Deno.build.os === "windows");

testTask("200,000 rows fit through a heap that could not hold them", async ({ folder, model }) => {
  const [input, output] = ["in.csv", "out.csv"].map((name) => join(folder, name));
  await writePatients(input, 200_000);
  const args = ["--input", input, "--output", output, "--model", model];
  const { code } = await startScoring(args, "--v8-flags=--max-old-space-size=40").status;
  assert.equal(code, 0);
  assert.deepEqual(filesIn(folder), ["in.csv", "out.csv"]);
});
