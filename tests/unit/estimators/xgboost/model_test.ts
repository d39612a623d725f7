import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import {
  parseXgboostModel,
  readXgboostModel,
  saveXgboostModel,
} from "@/estimators/xgboost/model.ts";
import { modelFile } from "./model_file.ts";

type ModelFile = ReturnType<typeof modelFile>;

const damages: Record<string, (file: ModelFile) => void> = {
  "another major version": ({ version }) => version[0] = 2,
  "another objective": ({ learner }) => learner.objective.name = "reg:squarederror",
  "another booster": ({ learner }) => learner.gradient_booster.name = "gblinear",
  "a base score that is none": ({ learner }) => learner.learner_model_param.base_score = "[]",
  "a base score for two targets": ({ learner }) =>
    learner.learner_model_param.base_score = "[5E-1,5E-1]",
  "a categorical split": ({ learner }) => trees(learner)[0].split_type[0] = 1,
  "a child that is its own parent": ({ learner }) => trees(learner)[1].left_children[2] = 2,
  "a child that does not exist": ({ learner }) => trees(learner)[1].right_children[2] = 5,
  "one child only": ({ learner }) => trees(learner)[0].right_children[0] = -1,
  "a feature that does not exist": ({ learner }) => trees(learner)[0].split_indices[2] = 3,
  "arrays of different lengths": ({ learner }) => trees(learner)[0].split_conditions.pop(),
  "nodes without their sum of second derivatives": ({ learner }) =>
    trees(learner)[0].sum_hessian.pop(),
  "a tree without nodes": ({ learner }) => trees(learner)[0].left_children = [],
};

const trees = ({ gradient_booster }: ModelFile["learner"]) => gradient_booster.model.trees;

for (const [damage, inflict] of Object.entries(damages)) {
  Deno.test(`parseXgboostModel() refuses ${damage}`, () => {
    const file = modelFile();
    inflict(file);
    assert.throws(() => parseXgboostModel(JSON.stringify(file)), UserError);
  });
}

Deno.test("parseXgboostModel() refuses text that is cut off", () => {
  assert.throws(() => parseXgboostModel(JSON.stringify(modelFile()).slice(0, -9)), UserError);
});

Deno.test("parseXgboostModel() reads the base score of XGBoost 3.0 and of later ones", () => {
  const file = modelFile();
  for (const written of ["[2.5E-1]", "2.5E-1"]) {
    file.learner.learner_model_param.base_score = written;
    assert.equal(parseXgboostModel(JSON.stringify(file)).baseScore, 0.25);
  }
});

Deno.test("a saved model keeps XGBoost's text to the letter", () => {
  const text = JSON.stringify(modelFile()).replace("0.5", "5E-1").replace("-1,2", "-0E0,2E0");
  const saved = JSON.stringify(saveXgboostModel(parseXgboostModel(text)));
  assert.equal(readXgboostModel(JSON.parse(saved)).text, text);
});
