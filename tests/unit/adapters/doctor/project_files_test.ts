import assert from "node:assert/strict";
import { join } from "node:path";
import { dataCheck } from "@/adapters/doctor/data_check.ts";
import { predictionLogCheck } from "@/adapters/doctor/prediction_log_check.ts";
import { pythonCheck } from "@/adapters/doctor/python_check.ts";
import { standInCohort, writeCohort } from "@/adapters/files/cohort.ts";
import { tablePath } from "@/adapters/files/obtain_table.ts";
import { writeSourceRecord } from "@/adapters/files/source_record.ts";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Check } from "@/workflows/doctor/examine.ts";
import { predictionLogHeader } from "@/workflows/prediction_log/header.ts";
import { silentProgress } from "@/workflows/progress.ts";

async function inFolder(test: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(root, "data"));
    await test(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function checksOf({ examine }: Check): Promise<string[]> {
  return (await examine()).findings.map(({ check }) => check);
}

Deno.test("a table that is missing, synthetic, one's own or damaged is told apart", () =>
  inFolder(async (root) => {
    const check = dataCheck({ root });
    assert.deepEqual(await checksOf(check), ["data.missing"]);

    const path = tablePath(root);
    const context = { schema: heartSchema, root: Deno.cwd(), progress: silentProgress };
    const { digest } = await writeCohort(path, { ...standInCohort, rowCount: 30 }, context);
    await writeSourceRecord(path, { source: "synthetic", digest, origin: "drawn" });
    assert.deepEqual(await checksOf(check), ["data.synthetic"]);

    await Deno.remove(path.replace(/csv$/, "source.json"));
    const { summary, findings } = await check.examine();
    assert.match(summary, /30 rows .*your own/);
    assert.deepEqual(findings, []);

    await Deno.writeTextFile(path, "age,sex\nold,Male\n");
    await assert.rejects(check.examine(), UserError);
  }));

Deno.test("a prediction log in the program's format is sound, any other is named", () =>
  inFolder(async (root) => {
    const check = predictionLogCheck({ root });
    const path = join(root, "prediction_log.csv");
    const header = predictionLogHeader(heartSchema);
    assert.deepEqual(await checksOf(check), []);
    await Deno.writeTextFile(path, `${header.join(",")}\n`);
    assert.deepEqual(await checksOf(check), []);
    await Deno.writeTextFile(path, `${header.join(",")},more\n`);
    assert.deepEqual(await checksOf(check), ["prediction_log.format"]);
    await Deno.writeTextFile(path, `${header.filter((name) => name !== "age").join(",")}\n1,2`);
    const { findings: [{ message }] } = await check.examine();
    assert.match(message, /lacks age\.$/);
    await Deno.writeTextFile(path, "");
    assert.deepEqual(await checksOf(check), ["prediction_log.format"]);
  }));

Deno.test("no .venv is no fault, a half-made one is", () =>
  inFolder(async (root) => {
    const check = pythonCheck({ root, progress: silentProgress });
    assert.deepEqual(await checksOf(check), []);
    await Deno.mkdir(join(root, ".venv"));
    assert.deepEqual(await checksOf(check), ["python.stale"]);
  }));
