import assert from "node:assert/strict";
import {
  type EncoderOptions,
  encodeRows,
  featureNames,
  featureWidth,
  fitEncoder,
} from "@/preprocess/encoder.ts";
import { heartSchema } from "@/schema/heart.ts";
import { readRow, type Row } from "@/schema/row.ts";

const row = (raw: Record<string, unknown>): Row => readRow(heartSchema, raw).row;

const scaled: EncoderOptions = { imputation: "median", scaling: true, missingIndicators: true };
const plain: EncoderOptions = { imputation: "median", scaling: false, missingIndicators: true };
const native: EncoderOptions = { imputation: "none", scaling: false, missingIndicators: false };

/** The encoded features of one row, by name. */
function encoded(options: EncoderOptions, training: Row[], one: Row): Record<string, number> {
  const encoder = fitEncoder(heartSchema, training, options);
  const { values } = encodeRows(encoder, [one]);
  return Object.fromEntries(featureNames(encoder).map((name, index) => [name, values[index]]));
}

Deno.test("a missing number becomes the training rows' median, and its indicator says so", () => {
  const training = [row({ chol: 200 }), row({ chol: 300 }), row({ chol: 0 }), row({ chol: 700 })];
  const features = encoded(plain, training, row({ chol: 0 }));
  assert.equal(features["chol"], 300);
  assert.equal(features["chol=missing"], 1);
  assert.equal(encoded(plain, training, row({ chol: 240 }))["chol=missing"], 0);
});

Deno.test("scaling gives the training rows mean zero and deviation one", () => {
  const training = [40, 50, 60, 70].map((age) => row({ age }));
  const encoder = fitEncoder(heartSchema, training, scaled);
  const { values, columnCount } = encodeRows(encoder, training);
  const ages = training.map((_, index) => values[index * columnCount]);
  assert.equal(ages.reduce((sum, age) => sum + age), 0);
  assert.equal(ages.reduce((sum, age) => sum + age * age, 0) / 4, 1);
});

Deno.test("what was learned from training rows does not change with the rows encoded", () => {
  const encoder = fitEncoder(heartSchema, [row({ age: 40 }), row({ age: 60 })], scaled);
  const before = JSON.stringify(encoder);
  encodeRows(encoder, [row({ age: 90, chol: 500 })]);
  assert.equal(JSON.stringify(encoder), before);
});

Deno.test("categories become one feature a declared label, whatever the training rows hold", () => {
  const features = encoded(plain, [row({ cp: "1" })], row({ cp: "asymptomatic" }));
  assert.deepEqual(
    Object.entries(features).filter(([name]) => name.startsWith("cp=")),
    [["cp=typical angina", 0], ["cp=atypical angina", 0], ["cp=non-anginal", 0], [
      "cp=asymptomatic",
      1,
    ]],
  );
});

Deno.test("a column's width counts the features that bear its name", () => {
  for (const options of [plain, native]) {
    const encoder = fitEncoder(heartSchema, [row({})], options);
    const names = featureNames(encoder).map((name) => name.split("=")[0]);
    for (const encoding of encoder.columns) {
      const named = names.filter((name) => name === encoding.column);
      assert.equal(featureWidth(encoding), named.length, encoding.column);
    }
  }
});

Deno.test("an unknown category is encoded as a missing one", () => {
  const training = [row({ thal: "3" })];
  assert.deepEqual(
    encoded(plain, training, row({ thal: "new" })),
    encoded(plain, training, row({ thal: null })),
  );
});

Deno.test("without imputation, missing values are NaN in every feature of their column", () => {
  const features = encoded(native, [row({ chol: 200, cp: "1" })], row({}));
  assert(Object.values(features).every(Number.isNaN));
});

Deno.test("a column with nothing but missing values is encoded with finite numbers", () => {
  const features = encoded(scaled, [row({}), row({})], row({}));
  assert(Object.values(features).every(Number.isFinite));
});
