import assert from "node:assert/strict";
import { join } from "node:path";
import { type ScoredFile, scoreFile } from "@/adapters/files/score_file.ts";
import { readCsv } from "@/data/csv.ts";
import { exitCode, UserError } from "@/errors.ts";
import { fitPipeline, predict } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { type Progress, silentProgress } from "@/workflows/progress.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

const pipeline = fitPipeline(defaultRecipe("forest", 7), madeUpDataset(200), heartSchema);
const names = heartSchema.features.map(({ name }) => name);
const header = names.join(",");
const never = new AbortController().signal;

interface Folder {
  readonly input: string;
  readonly output: string;
  readonly rejected: string;
  list(): string[];
  score(mayOverwrite?: boolean, progress?: Progress, signal?: AbortSignal): Promise<ScoredFile>;
}

function testScoring(
  name: string,
  content: string | Uint8Array,
  check: (folder: Folder) => Promise<void>,
): void {
  Deno.test(name, async () => {
    const folder = await Deno.makeTempDir();
    const [input, output] = ["in.csv", "out.csv"].map((file) => join(folder, file));
    try {
      await Deno.writeFile(
        input,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      );
      await check({
        input,
        output,
        rejected: `${output}.rejected.csv`,
        list: () => [...Deno.readDirSync(folder)].map(({ name }) => name).sort(),
        score: (mayOverwrite = false, progress = silentProgress, signal = never) =>
          scoreFile(
            pipeline,
            { inputPath: input, outputPath: output, mayOverwrite },
            progress,
            signal,
          ),
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

const refused = (code: number, message: RegExp) => (error: unknown) => {
  assert(error instanceof UserError, String(error));
  assert.equal(error.exitCode, code);
  assert.match(`${error.message} ${error.hint}`, message);
  return true;
};

const values = "63,1,4,145,,0,2,150,TRUE,2.3,flat,0.0,7";
const [{ label, probability }] = predict(pipeline, [
  Object.fromEntries(names.map((name, at) => [name, values.split(",")[at]])),
]);
const prediction = `${label},${probability}`;

testScoring(
  "all columns pass through, quotes, separators and line ends with them",
  `note,${header}\r\n"a, ""b""\r\nc",${values}\r\n,${values}\r\n`,
  async ({ score, output, list }) => {
    const { scoredCount, positiveCount, rejectedCount } = await score();
    assert.deepEqual([scoredCount, positiveCount, rejectedCount], [2, 2 * label, 0]);
    assert.equal(
      await Deno.readTextFile(output),
      `note,${header},prediction,probability\n` +
        `"a, ""b""\r\nc",${values},${prediction}\n,${values},${prediction}\n`,
    );
    assert.deepEqual(list(), ["in.csv", "out.csv"]);
  },
);

testScoring(
  "semicolons, a byte order mark, names in capitals and another order of columns are understood",
  `\ufeff${names.toReversed().join(";").toUpperCase()}\n${values.split(",").reverse().join(";")}`,
  async ({ score, output }) => {
    await score();
    const [, { fields }] = readCsv(await Deno.readTextFile(output)).records;
    assert.deepEqual(fields.slice(-2), prediction.split(","));
  },
);

testScoring(
  "UTF-16 with its mark is understood",
  new Uint8Array(
    new Uint16Array([..."\ufeff" + `${header}\n${values}\n`].map((c) => c.charCodeAt(0))).buffer,
  ),
  async ({ score }) => assert.equal((await score()).scoredCount, 1),
);

testScoring(
  "rows that cannot be read are listed with line, column and reason, and left out",
  `${header}\n${values}\nold${values.slice(2)}\n1,2,3\n${values}5" tall\n` +
    `${values.replace("145", "9e9")}\n${values}\n`,
  async ({ score, output, rejected }) => {
    const { scoredCount, rejectedCount, rejectedPath } = await score();
    assert.deepEqual([scoredCount, rejectedCount, rejectedPath], [2, 4, rejected]);
    assert.equal(readCsv(await Deno.readTextFile(output)).records.length, 3);
    const listed = readCsv(await Deno.readTextFile(rejected)).records.map(({ fields }) => fields);
    assert.deepEqual(listed.map(([line, column]) => [line, column]), [
      ["line", "column"],
      ["3", "age"],
      ["4", ""],
      ["5", ""],
      ["6", "trestbps"],
    ]);
    assert.match(listed[1][2], /^found "old"; required: a number from 0 to 130 years$/);
  },
);

testScoring(
  "no output without a usable row",
  `${header}\nx${values}\n`,
  async ({ score, list }) => {
    await assert.rejects(score(), refused(exitCode.data, /none of its 1 rows.*rejected\.csv/));
    assert.deepEqual(list(), ["in.csv", "out.csv.rejected.csv"]);
  },
);

testScoring("a header alone is scored into a header alone", `${header}\n`, async (folder) => {
  assert.equal((await folder.score()).scoredCount, 0);
  assert.equal(await Deno.readTextFile(folder.output), `${header},prediction,probability\n`);
});

for (
  const [name, content, reason] of [
    ["an empty file", "", /no header line/],
    ["a file of blank lines", "\n \n\r\n", /no header line/],
    ["a file without a feature's column", "age,sex\n63,1\n", /column cp: found nothing/],
    ["a file with a column twice", `age,${header}\n1,${values}\n`, /column age: found 2 columns/],
    ["a file that was scored already", `${header},Prediction\n${values},1\n`, /already/],
    ["a broken header line", `"x"y,${header}\n${values}\n`, /line 1: found a quotation mark/],
    ["text in another encoding", Uint8Array.of(0x61, 0xe9, 0x0a), /bytes that are no text/],
    ["binary content", `PAR1\0\0${header}`, /bytes that are no text/],
  ] as const
) {
  testScoring(`${name} is refused and leaves nothing`, content, async ({ score, list }) => {
    await assert.rejects(score(), refused(exitCode.data, reason));
    assert.deepEqual(list(), ["in.csv"]);
  });
}

testScoring(
  "nothing is overwritten unless that is asked for, and then old rejections go as well",
  `${header}\n${values}\n`,
  async ({ score, output, rejected, list }) => {
    await Deno.writeTextFile(rejected, "old");
    await assert.rejects(score(), refused(exitCode.usage, /rejected\.csv.*--force/));
    await Deno.writeTextFile(output, "old");
    await assert.rejects(score(), refused(exitCode.usage, /out\.csv: there is a file.*--force/));
    assert.equal(await Deno.readTextFile(output), "old");
    await score(true);
    assert.deepEqual(list(), ["in.csv", "out.csv"]);
  },
);

testScoring("a file is not scored into itself", `${header}\n`, async ({ input }) => {
  const options = { inputPath: input, outputPath: input, mayOverwrite: true };
  await assert.rejects(
    scoreFile(pipeline, options, silentProgress, never),
    refused(exitCode.usage, /into itself/),
  );
});

testScoring(
  "an interruption half way leaves no file",
  `${header}\n${`${values}\n`.repeat(20_000)}`,
  async ({ score, list }) => {
    const controller = new AbortController();
    const progress: Progress = {
      start: () => ({
        update: () => controller.abort(new UserError("Interrupted.")),
        done: () => assert.fail("it was not interrupted"),
        fail: () => {},
      }),
    };
    await assert.rejects(score(false, progress, controller.signal), /Interrupted/);
    assert.deepEqual(list(), ["in.csv"]);
  },
);

Deno.test("a missing input or folder is told as such", async () => {
  const score = (inputPath: string, outputPath: string) =>
    scoreFile(pipeline, { inputPath, outputPath, mayOverwrite: false }, silentProgress, never);
  const folder = await Deno.makeTempDir();
  try {
    const absent = join(folder, "absent.csv");
    await assert.rejects(
      score(absent, join(folder, "o.csv")),
      refused(65, /there is no such file/),
    );
    await assert.rejects(score(absent, join(folder, "no", "o.csv")), refused(1, /Cannot write/));
    await assert.rejects(score("a.parquet", "a.csv"), refused(64, /Cannot score Parquet into CSV/));
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
