/** What every prediction log promises, checked the same way for the one in memory and for files. */
import assert from "node:assert/strict";
import { heartSchema } from "@/schema/heart.ts";
import type {
  LogPosition,
  LogReader,
  PredictionLog,
} from "@/workflows/prediction_log/log_reader.ts";
import type { Journal } from "@/workflows/serve/journal.ts";
import { logRecord } from "../log_record.ts";
import { readLog } from "../read_log.ts";

/** Both sides of an empty log. */
export interface LogBench {
  readonly journal: Journal;
  readonly log: PredictionLog;
}

/** Runs one step per promise, each on a log of its own. */
export async function checkPredictionLog(
  t: Deno.TestContext,
  withLog: (check: (bench: LogBench) => Promise<void>) => Promise<void>,
): Promise<void> {
  for (const [name, check] of Object.entries(promises)) await t.step(name, () => withLog(check));
}

/** All that is new, by name, and where that ends. */
async function readOn(reader: LogReader, from?: LogPosition) {
  const read = await readLog(reader, from);
  assert.equal(read.damagedCount, 0);
  const rows = read.rows.map((fields) =>
    Object.fromEntries(reader.columns.map((name, index) => [name, fields[index]]))
  );
  return { rows, position: read.position, ids: rows.map(({ request_id }) => request_id) };
}

const promises: Readonly<Record<string, (bench: LogBench) => Promise<void>>> = {
  async "an empty log has no rows and no position"({ log }) {
    for (const reader of Object.values(log)) {
      assert.deepEqual(await readOn(reader), { rows: [], position: undefined, ids: [] });
    }
  },

  async "a prediction is read as the text of its columns"({ journal, log }) {
    const [first] = heartSchema.features;
    const inputs = { [first.name]: 50, [heartSchema.features[1].name]: null };
    await journal.predictions([logRecord("r1", inputs)]);
    const { rows: [row] } = await readOn(log.predictions);
    assert.deepEqual(Object.keys(row), [...log.predictions.columns]);
    assert.deepEqual(row, {
      ...Object.fromEntries(log.predictions.columns.map((name) => [name, ""])),
      timestamp: "2026-11-24T13:45:00.123Z",
      request_id: "r1",
      model_name: "Model",
      model_version: "3",
      run_id: "run",
      data_source: "uci",
      [first.name]: "50",
      prediction: "1",
      probability: "0.75",
      warnings: "a:imputed b:implausible",
      latency_ms: "1.500",
    });
  },

  async "rows keep the order in which they were handed over"({ journal, log }) {
    await journal.predictions([logRecord("r1"), logRecord("r2")]);
    await journal.predictions([logRecord("r3")]);
    assert.deepEqual((await readOn(log.predictions)).ids, ["r1", "r2", "r3"]);
  },

  async "what many hand over at once is there once"({ journal, log }) {
    const ids = Array.from({ length: 100 }, (_, index) => `r${index}`);
    await Promise.all(ids.map((id) => journal.predictions([logRecord(id)])));
    assert.deepEqual((await readOn(log.predictions)).ids.toSorted(), ids.toSorted());
    assert.equal(journal.waitingCount, 0);
  },

  async "any text comes back as it was"({ journal, log }) {
    const [{ name }] = heartSchema.features;
    const texts = [
      "a,b",
      'say "no"',
      "two\nlines",
      "two\r\nlines",
      "\n",
      "=1+1",
      "@SUM(A1)",
      "-x",
      "-5",
      "+1e3",
      "'quoted'",
      "'=1\\n",
      "\\n",
      "\t",
      "é😀＝",
      "\ufeffmark",
      " blank ",
      "\0",
    ];
    await journal.predictions(texts.map((text) => logRecord(text, { [name]: text })));
    const { rows } = await readOn(log.predictions);
    assert.deepEqual(rows.map((row) => row[name]), texts);
    assert.deepEqual(rows.map((row) => row["request_id"]), texts);
  },

  async "from a position only what came later is read"({ journal, log }) {
    await journal.predictions([logRecord("r1"), logRecord("r2")]);
    const { position } = await readOn(log.predictions);
    assert.deepEqual(await readOn(log.predictions, position), { rows: [], position, ids: [] });
    await journal.predictions([logRecord("r3")]);
    assert.deepEqual((await readOn(log.predictions, position)).ids, ["r3"]);
  },

  async "from the position of an empty log everything is read"({ journal, log }) {
    const empty = { segment: undefined, offset: 0 };
    assert.deepEqual(await readOn(log.predictions, empty), { rows: [], position: empty, ids: [] });
    await journal.predictions([logRecord("r1")]);
    assert.deepEqual((await readOn(log.predictions, empty)).ids, ["r1"]);
  },

  async "what comes while one reads is left for the next time"({ journal, log }) {
    await journal.predictions([logRecord("r1")]);
    const batches = log.predictions.read()[Symbol.asyncIterator]();
    const { value } = await batches.next();
    await journal.predictions([logRecord("r2")]);
    assert.equal((await batches.next()).done, true);
    assert.deepEqual((await readOn(log.predictions, value.position)).ids, ["r2"]);
  },

  async "shadows, rejections and feedback are kept apart"({ journal, log }) {
    const timestampMs = Date.parse("2026-11-24T13:45:00.123Z");
    await journal.shadows([logRecord("s")]);
    await journal.feedback({ timestampMs, requestId: "f", label: 1 });
    const faults = ["age", "sex"].map((field) => ({ field, message: "=no" }));
    await journal.rejection({ timestampMs, requestId: "x", faults });
    const timestamp = "2026-11-24T13:45:00.123Z";
    assert.deepEqual((await readOn(log.predictions)).ids, []);
    assert.deepEqual((await readOn(log.shadows)).ids, ["s"]);
    assert.deepEqual((await readOn(log.feedback)).rows, [
      { timestamp, request_id: "f", label: "1" },
    ]);
    assert.deepEqual((await readOn(log.rejections)).rows, [
      { timestamp, request_id: "x", field: "age", reason: "=no" },
      { timestamp, request_id: "x", field: "sex", reason: "=no" },
    ]);
  },
};
