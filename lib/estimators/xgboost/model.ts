/** XGBoost's model as its JSON describes it, checked before anything is computed from it. */
import { z } from "zod";
import { refusal, savedEstimator, validated } from "@/estimators/validated.ts";
import type { JsonObject } from "@/json.ts";

/** The catalog's name for XGBoost. */
export const xgboostKind = "xgboost";

/** The left child of a leaf. */
export const noChild = -1;

const subject = savedEstimator(xgboostKind);

const integers = z.array(z.int());
const numbers = z.array(z.number());

const savedTree = z.looseObject({
  left_children: integers.min(1),
  right_children: integers,
  default_left: integers,
  split_indices: integers,
  split_conditions: numbers,
  loss_changes: numbers,
  sum_hessian: numbers,
  split_type: z.array(z.literal(0)),
});

const modelFile = z.looseObject({
  version: z.tuple([z.literal(3), z.int(), z.int()]),
  learner: z.looseObject({
    feature_names: z.array(z.string()),
    gradient_booster: z.looseObject({
      name: z.literal("gbtree"),
      model: z.looseObject({ trees: z.array(savedTree) }),
    }),
    learner_model_param: z.looseObject({
      // "[5.5E-1]" since 3.1, "5.5E-1" before.
      base_score: z.string().regex(/^\[?\d[.\dE-]*\]?$/).transform((text) =>
        Number(text.replace(/[[\]]/g, ""))
      ).pipe(z.number().min(0).max(1)),
      num_feature: z.string().regex(/^\d+$/).transform(Number),
    }),
    objective: z.looseObject({ name: z.literal("binary:logistic") }),
  }),
});

const saved = z.strictObject({ kind: z.literal(xgboostKind), model: z.string() });

/** One tree; a node is an index into equally long arrays, the root's is 0. */
export type SavedTree = z.output<typeof savedTree>;

/** A checked model of trees for two classes. */
export interface XgboostModel {
  /** XGBoost's own JSON, as its `save_raw("json")` wrote it and its `load_model` reads it. */
  readonly text: string;
  readonly featureCount: number;
  readonly featureNames: readonly string[];
  /** Probability before any tree, in [0, 1]. */
  readonly baseScore: number;
  readonly trees: readonly SavedTree[];
}

/**
 * Reads a model from XGBoost's JSON.
 *
 * @throws {UserError} when it is no XGBoost 3 model of numeric splits for two classes, or damaged
 */
export function parseXgboostModel(text: string): XgboostModel {
  const { learner } = validated(modelFile, parseJson(text), subject);
  const { base_score: baseScore, num_feature: featureCount } = learner.learner_model_param;
  const { trees } = learner.gradient_booster.model;
  const damaged = trees.findIndex((tree) => !fitsTogether(tree, featureCount));
  if (damaged >= 0) throw refusal(subject, `the nodes of tree ${damaged} do not fit together`);
  return { text, featureCount, featureNames: learner.feature_names, baseScore, trees };
}

/**
 * The model as a fitted estimator saves it: as text within JSON, because numbers that pass through
 * JavaScript or Python lose what XGBoost's reader insists on (`4E0` is a single, `4` is none).
 */
export function saveXgboostModel({ text }: XgboostModel): JsonObject {
  return { kind: xgboostKind, model: text };
}

/**
 * Reads what {@linkcode saveXgboostModel} wrote.
 *
 * @throws {UserError} as {@linkcode parseXgboostModel} does
 */
export function readXgboostModel(json: JsonObject): XgboostModel {
  return parseXgboostModel(validated(saved, json, subject).model);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(subject, "its model is not complete JSON");
  }
}

/** Whether features exist and children come after their parent, so that every walk ends. */
function fitsTogether(tree: SavedTree, featureCount: number): boolean {
  const { left_children: left, right_children: right, split_indices: features } = tree;
  const perNode = [
    right,
    features,
    tree.default_left,
    tree.split_conditions,
    tree.loss_changes,
    tree.sum_hessian,
  ];
  if (perNode.some(({ length }) => length !== left.length)) return false;
  const isLater = (child: number, node: number) => child > node && child < left.length;
  return left.every((child, node) =>
    child === noChild ||
    isLater(child, node) && isLater(right[node], node) &&
      features[node] >= 0 && features[node] < featureCount
  );
}
