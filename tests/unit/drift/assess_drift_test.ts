import assert from "node:assert/strict";
import { createRandom } from "@/data/random.ts";
import { generateCohort } from "@/data/synthetic/generate.ts";
import { assessDrift, type DriftAssessment } from "@/drift/assess_drift.ts";
import type { DriftWindow } from "@/drift/pooled_table.ts";
import { buildReference } from "@/drift/reference.ts";
import { isRaised } from "@/drift/verdict.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow, type Row } from "@/schema/row.ts";
import { statistics } from "../data/synthetic/cohort.ts";

function patients(rowCount: number, seed: number): DriftWindow {
  const cohort = generateCohort(heartSchema, statistics, { rowCount, seed });
  const rows = Array.from(cohort, (raw) => readRow(heartSchema, raw).row);
  // A stand-in for a model: anything that follows from the row will do.
  const probabilities = Float64Array.from(
    rows,
    ({ age, oldpeak }) => 1 / (1 + Math.exp(4 - Number(age ?? 54) / 20 - Number(oldpeak ?? 1))),
  );
  return { rows, probabilities };
}

const { rows, probabilities } = patients(736, 1);
const reference = buildReference(heartSchema, {
  rows,
  labels: new Uint8Array(736),
  probabilities,
  heldOutProbabilities: patients(184, 2).probabilities,
}, createRandom(1));

function assess(
  window: DriftWindow,
  importance?: Record<string, number>,
  seed = 1,
): DriftAssessment {
  const options = { random: createRandom(seed), ...(importance && { importance }) };
  return assessDrift(reference, window, options);
}

const changed = (window: DriftWindow, change: (row: Row) => Row): DriftWindow => ({
  ...window,
  rows: window.rows.map(change),
});
const columnOf = (assessment: DriftAssessment, name: string) =>
  assessment.columns.find(({ column }) => column === name)!;

Deno.test("undrifted windows of any size rarely have anything to watch", () => {
  const windows = [30, 60, 200].flatMap((size) =>
    Array.from({ length: 12 }, (_, index) => assess(patients(size, 10_000 * size + index)))
  );
  const raised = windows.filter(({ verdict }) => isRaised(verdict)).length;
  // At a true rate of 3 %, six of 36 or more have a probability of 0.0007.
  assert.ok(raised <= 5, `${raised} of 36`);
  assert.ok(windows.every(({ verdict }) => verdict !== "not enough data"));
});

Deno.test("half a deviation in one column of 200 rows is found, in that column", () => {
  const shifts = { age: 4.7, trestbps: 9.5, chol: 29, thalch: 13, oldpeak: 0.5 };
  for (const [name, shift] of Object.entries(shifts)) {
    const window = changed(
      patients(200, 77),
      (row) => row[name] === null ? row : { ...row, [name]: Number(row[name]) + shift },
    );
    const found = assess(window);
    assert.equal(columnOf(found, name).verdict, "alarm", name);
    assert.equal(found.verdict, "alarm");
    const [moved] = columnOf(found, name).tests;
    assert.ok(moved.statistic >= moved.threshold && moved.pValue <= 0.03);
    assert.ok(columnOf(found, name).evidence >= moved.statistic / moved.threshold);
  }
});

Deno.test("values that go missing are drift, and so is a category that the reference lacks", () => {
  const age = assess(changed(
    patients(200, 5),
    (row) => Number(row["chol"]) > 220 ? { ...row, age: null } : row,
  ));
  const missing = columnOf(age, "age").tests.find(({ name }) => name === "missing")!;
  assert.ok(missing.pValue <= 0.01 && age.verdict === "alarm");
  assert.equal(columnOf(age, "age").reference.missing, 0);
  const one = patients(200, 5);
  const single = changed(one, (row) => row === one.rows[0] ? { ...row, age: null } : row);
  assert.ok(!isRaised(columnOf(assess(single), "age").verdict));
  const foreign = changed(patients(200, 5), (row) => ({ ...row, sex: "unheard of" }));
  assert.equal(columnOf(assess(foreign), "sex").verdict, "alarm");
});

Deno.test("a moved probability is drift by itself", () => {
  const { rows, probabilities } = patients(200, 6);
  const moved = assess({ rows, probabilities: probabilities.map((value) => value ** 2) });
  assert.equal(moved.probability.verdict, "alarm");
  assert.ok(moved.columns.every(({ verdict }) => !isRaised(verdict)));
});

Deno.test("a handful of rows is not enough data, unless what they show is beyond doubt", () => {
  for (const size of [0, 1, 10]) {
    const { verdict, columns, probability, rowCount } = assess(patients(size, 3));
    assert.deepEqual([verdict, probability.verdict, rowCount], [
      "not enough data",
      "not enough data",
      size,
    ]);
    assert.ok(columns.every(({ verdict, evidence }) => {
      return verdict === "not enough data" && evidence < 1;
    }));
  }
  const strange = changed(patients(10, 3), (row) => ({ ...row, age: 110 }));
  assert.equal(assess(strange).verdict, "alarm");
});

Deno.test("a column that is mostly missing lacks data where the others do not", () => {
  const { verdict, columns } = assess(patients(30, 8));
  assert.equal(verdict, "ok");
  const short = columns.filter((column) => column.verdict === "not enough data")
    .map(({ column }) => column);
  assert.ok(short.includes("ca") && !short.includes("age"), String(short));
});

Deno.test("the detectable shift shrinks as windows grow, and is what is found", () => {
  const shifts = [30, 100, 400].map((size) =>
    columnOf(assess(patients(size, 4)), "age").detectableShift
  );
  assert.ok(shifts[0] > shifts[1] && shifts[1] > shifts[2]);
  const window = patients(100, 12);
  const within = (deviations: number) =>
    assess(changed(window, (row) => ({ ...row, age: Number(row["age"]) + 9.4 * deviations })));
  assert.ok(isRaised(columnOf(within(1.6 * shifts[1]), "age").verdict));
  assert.ok(!isRaised(columnOf(within(0.2 * shifts[1]), "age").verdict));
});

Deno.test("what an important column does for an alarm, an idle one does to be watched", () => {
  const window = patients(60, 21);
  const shifts = [0, ...Array.from({ length: 12 }, (_, step) => 2.5 + 0.25 * step), 10];
  const verdicts = (importance: Record<string, number>) =>
    shifts.map((shift) => {
      const moved = changed(window, (row) => ({ ...row, age: Number(row["age"]) + shift }));
      return columnOf(assess(moved, importance), "age");
    });
  const [needed, idle] = [verdicts({ age: 2, sex: 1 }), verdicts({ age: -1, sex: 1 })];
  assert.deepEqual(needed.map(({ pValue }) => pValue), idle.map(({ pValue }) => pValue));
  assert.deepEqual([needed[0].importance, idle[0].importance], [1, 0]);
  assert.ok(needed.every(({ verdict }) => verdict !== "watch"));
  const differing = needed.filter(({ verdict }, step) => verdict !== idle[step].verdict);
  assert.ok(differing.length > 0 && differing.every(({ verdict }) => verdict === "alarm"));
  assert.equal(idle.at(-1)!.verdict, "alarm");
});

Deno.test("a window is judged the same for the same seed", () => {
  const window = patients(50, 9);
  assert.deepEqual(assess(window), assess(window));
  assert.notDeepEqual(
    assess(window, {}, 1).probability.tests,
    assess(window, {}, 2).probability.tests,
  );
});
