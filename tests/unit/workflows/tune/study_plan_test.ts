import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { defaultForestSpace } from "@/workflows/tune/forest_space.ts";
import {
  checkStudyData,
  parseStudyPlan,
  planStudy,
  serializeStudyPlan,
} from "@/workflows/tune/study_plan.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

const dataset = madeUpDataset(40);
const plan = planStudy(
  { space: defaultForestSpace, sampler: "tpe", seed: 3, foldCount: 4, pruning: true },
  dataset,
);

Deno.test("a plan reads back as it was written", () => {
  assert.deepEqual(parseStudyPlan(serializeStudyPlan(plan), "study 1"), plan);
});

Deno.test("a plan that is cut off, foreign or of another version is refused by its study's name", () => {
  const text = serializeStudyPlan(plan);
  const wrong = [text.slice(0, 50), "{}", text.replace('"version": 1', '"version": 2')];
  for (const each of wrong) {
    assert.throws(
      () => parseStudyPlan(each, "study 1"),
      (error: unknown) => error instanceof UserError && error.message.includes("study 1"),
    );
  }
});

Deno.test("a plan goes with its own data alone", () => {
  checkStudyData(plan, dataset);
  const other = { ...dataset, digest: "f".repeat(64) };
  assert.throws(() => checkStudyData(plan, other), /data 0123456789ab.*at hand is ffffffffffff/);
  assert.throws(
    () => checkStudyData({ ...plan, schemaFingerprint: "0" }, dataset),
    /made for schema 0/,
  );
});
