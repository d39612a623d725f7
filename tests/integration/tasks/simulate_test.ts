/** `deno task simulate` against a real service, as a person runs it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";
import { plainServiceLog } from "@/adapters/http/service_log.ts";
import { type ServiceOptions, startService } from "@/adapters/http/start_service.ts";
import { serializePipeline } from "@/pipeline/json.ts";
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readLog } from "../../read_log.ts";
import { withTemporaryFolder } from "../../temporary_folder.ts";
import { cohortCsv, parseCohort } from "../../unit/data/synthetic/cohort.ts";
import { runTaskToEnd, signalTask, startTask } from "./run_task.ts";

const cohort = { rowCount: 120, seed: 5 };
const { dataset } = parseCohort(cohort);
const pipelineText = serializePipeline(
  fitPipeline(defaultRecipe("logistic", 1), dataset, heartSchema),
);

/** Serves while `use` lasts; `log` reads what it has logged, with values by column. */
async function withService(
  options: Partial<ServiceOptions>,
  use: (service: {
    readonly simulate: (...flags: string[]) => readonly string[];
    readonly log: (name?: "predictions" | "feedback") => Promise<Record<string, string>[]>;
  }) => Promise<void>,
): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, "cohort.csv");
    await Deno.writeTextFile(data, cohortCsv(cohort));
    const path = join(folder, "prediction_log.csv");
    const identity = {
      ...{ source: "models:/Forest/3", name: "Forest", version: "3", runId: "run" },
      ...{ dataSource: "synthetic", digest: "", metrics: {} },
    };
    const service = await startService({
      ...{ hostname: "127.0.0.1", port: 0, sharesPort: false, schema: heartSchema },
      source: {
        mayChange: false,
        find: () => Promise.resolve(identity.source),
        fetch: () =>
          Promise.resolve({ identity, pipelineText, referenceText: undefined, card: undefined }),
      },
      ...{ cache: undefined, shadowSource: undefined, pollMs: 60_000, isLogOptional: false },
      openJournal: () => openCsvJournal(path, heartSchema),
      keys: undefined,
      requestsPerSecond: undefined,
      log: plainServiceLog(() => {}),
      ...options,
    });
    try {
      await use({
        simulate: (...flags) => ["simulate", "--url", service.url, "--data", data, ...flags],
        async log(name = "predictions") {
          const reader = csvPredictionLog(path, heartSchema)[name];
          const { rows } = await readLog(reader);
          return rows.map((fields) =>
            Object.fromEntries(reader.columns.map((column, place) => [column, fields[place]]))
          );
        },
      });
    } finally {
      await service.stop();
    }
  });
}

const meanOf = (rows: readonly Record<string, string>[], column: string) => {
  const numbers = rows.map((row) => row[column]).filter((text) => text !== "").map(Number);
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
};

Deno.test("the whole cohort comes once, and what became of it is told", async () => {
  await withService({}, async ({ simulate, log }) => {
    const { code, stdout, stderr } = await runTaskToEnd(
      simulate("--rows", "120", "--labels", "--json"),
    );
    assert.equal(code, 0, stderr);
    const record = JSON.parse(stdout);
    const rows = await log();
    assert.deepEqual([record.answered, record.labels, rows.length], [120, 120, 120]);
    assert.deepEqual([record.complete, record.model_versions], [true, ["3"]]);
    assert.equal(record.positive, rows.filter(({ prediction }) => prediction === "1").length);
    assert(Math.abs(record.mean_probability - meanOf(rows, "probability")) < 1e-12);
    const ages = rows.map(({ age }) => Number(age)).sort((a, b) => a - b);
    assert.deepEqual(ages, dataset.rows.map(({ age }) => Number(age)).sort((a, b) => a - b));
    const told = await log("feedback");
    assert.deepEqual(
      told.map(({ request_id }) => request_id).sort(),
      rows.map(({ request_id }) => request_id).sort(),
    );
    const illCount = told.filter(({ label }) => label === "1").length;
    assert.equal(illCount, dataset.labels.reduce((sum, label) => sum + label, 0));
  });
});

Deno.test("shifts, blanks and one hospital are what arrives", async () => {
  await withService({}, async ({ simulate, log }) => {
    const { code, stdout, stderr } = await runTaskToEnd(simulate(
      ...["--site", "cleveland", "--rows", "60", "--labels", "0.5", "--rate", "200"],
      ...["--shift", "age=+10,oldpeak=-1", "--missing", "thal=1"],
    ));
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Sent: +60 patients in/);
    const rows = await log();
    const known = dataset.rows.filter((_, row) => dataset.sites[row] === "Cleveland");
    const ages = known.map(({ age }) => String(Math.min(130, Number(age) + 10)));
    assert(rows.every(({ age, thal }) => ages.includes(age) && thal === ""));
    const told = (await log("feedback")).length;
    assert(told > 10 && told < 50, `${told}`);
  });
});

Deno.test("a service with a key and a limit is asked as it wants it", async () => {
  const { key, line } = createKey("ward");
  const options = { keys: parseKeys(line, "keys"), requestsPerSecond: 20 };
  await withService(options, async ({ simulate, log }) => {
    const refused = await runTaskToEnd(simulate("--rows", "5"));
    assert.equal(refused.code, 65);
    assert.match(refused.stderr, /401/);
    const { code, stdout, stderr } = await runTaskToEnd(simulate("--rows", "30", "--json"), {
      env: { HEART_SERVICE_KEY: key },
    });
    assert.equal(code, 0, stderr);
    const { answered, waits } = JSON.parse(stdout);
    assert.equal(answered, 30);
    assert(waits > 0);
    assert.equal((await log()).length, 30);
  });
});

Deno.test("Ctrl-C sums up what was answered", async () => {
  await withService({}, async ({ simulate, log }) => {
    const child = startTask(simulate("--rows", "10000", "--rate", "40", "--labels"));
    while ((await log()).length < 5) await new Promise((resolve) => setTimeout(resolve, 50));
    signalTask(child, "SIGINT");
    const { code, stdout, stderr } = await child.output();
    assert.equal(code, 130, new TextDecoder().decode(stderr));
    const [, sent] = /^Sent: +(\d+) patients? in/.exec(new TextDecoder().decode(stdout)) ?? [];
    assert.equal(Number(sent), (await log()).length);
    assert.equal((await log("feedback")).length, 0);
  });
});

Deno.test("what cannot be sent is told, each with its exit code", async () => {
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, "cohort.csv");
    await Deno.writeTextFile(data, cohortCsv(cohort));
    // Port 9 is nobody's.
    const simulate = (...flags: string[]) =>
      runTaskToEnd(["simulate", "--url", "http://127.0.0.1:9", "--data", data, ...flags]);
    const [gone, shift, rate] = await Promise.all([
      simulate(),
      simulate("--shift", "foo=+1"),
      simulate("--rate", "-1"),
    ]);
    assert.equal(gone.code, 69);
    assert.match(gone.stderr, /does not answer: POST http:\/\/127\.0\.0\.1:9\/predict/);
    assert.deepEqual([shift.code, rate.code], [64, 64]);
  });
});
