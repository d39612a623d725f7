import assert from "node:assert/strict";
import { parseDataset } from "@/data/parse.ts";
import { UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow } from "@/schema/row.ts";
import { patientsOfSite, readCohort } from "@/workflows/simulate/cohort.ts";
import { parseCohort } from "../../data/synthetic/cohort.ts";

const { text } = parseDataset(
  heartSchema,
  `id,age,sex,dataset,cp,trestbps,chol,fbs,restecg,thalch,exang,oldpeak,slope,ca,thal,num
1,63,Male,Cleveland,typical angina,145,233,TRUE,lv hypertrophy,150,FALSE,2.3,downsloping,0,fixed defect,0
2,53,Female,Switzerland,asymptomatic,,0,,normal,120,TRUE,-0.5,,,,3
`,
  "table.csv",
);
const patients = readCohort(heartSchema, text);

Deno.test("patients are sent as numbers and UCI's codes, zeros that mean missing included", () => {
  assert.deepEqual(patients[0].inputs, {
    ...{ age: 63, sex: "1", cp: "1", trestbps: 145, chol: 233, fbs: "1", restecg: "2" },
    ...{ thalch: 150, exang: "0", oldpeak: 2.3, slope: "3", ca: 0, thal: "6" },
  });
  assert.deepEqual(patients[1].inputs, {
    ...{ age: 53, sex: "0", cp: "4", trestbps: null, chol: 0, fbs: null, restecg: "0" },
    ...{ thalch: 120, exang: "1", oldpeak: -0.5, slope: null, ca: null, thal: null },
  });
  assert.deepEqual(patients.map(({ label, site }) => [label, site]), [
    [0, "Cleveland"],
    [1, "Switzerland"],
  ]);
});

Deno.test("what is sent reads as the very rows that models are trained on", () => {
  const { dataset, text } = parseCohort({ rowCount: 300, seed: 5 });
  const sent = readCohort(heartSchema, text);
  assert.deepEqual(sent.map(({ inputs }) => readRow(heartSchema, inputs).row), dataset.rows);
  assert.deepEqual(sent.map(({ label }) => label), [...dataset.labels]);
  assert.deepEqual(sent.map(({ site }) => site), dataset.sites);
});

Deno.test("a hospital is found by any of its spellings", () => {
  assert.deepEqual(patientsOfSite(heartSchema, patients, " SWITZERLAND"), [patients[1]]);
  assert.throws(() => patientsOfSite(heartSchema, patients, "Mars"), {
    name: "UserError",
    message: "There is no site 'Mars'.",
  });
  assert.throws(() => patientsOfSite(heartSchema, patients, "va"), UserError);
});
