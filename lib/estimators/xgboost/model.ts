/** XGBoost's model as its JSON describes it, checked before anything is computed from it. */
import { z } from "zod";
import { refusal, savedEstimator, validated } from "@/estimators/validated.ts";
import type { JsonObject } from "@/json.ts";

/** The catalog's name for XGBoost. */
export const xgboostKind = "xgboost";

/** The left child of a leaf. */
export const noChild = -1;

const integers = z.array(z.int());
const numbers = z.array(z.number());

const savedTree = z.looseObject({
  left_children: integers.min(1),
  right_children: integers,
  default_left: integers,
  split_indices: integers,
  split_conditions: numbers,
  loss_changes: numbers,
  split_type: z.array(z.literal(0)),
});

const savedModel = z.looseObject({
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

/** One tree; a node is an index into equally long arrays, the root's is 0. */
export type SavedTree = z.output<typeof savedTree>;

/** A checked model of trees for two classes. */
export interface XgboostModel {
  /** XGBoost's own JSON, whole: what its `Booster.load_model` reads. */
  readonly json: JsonObject;
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
export function readXgboostModel(json: JsonObject): XgboostModel {
  const subject = savedEstimator(xgboostKind);
  const { learner } = validated(savedModel, json, subject);
  const { base_score: baseScore, num_feature: featureCount } = learner.learner_model_param;
  const { trees } = learner.gradient_booster.model;
  const damaged = trees.findIndex((tree) => !fitsTogether(tree, featureCount));
  if (damaged >= 0) throw refusal(subject, `the nodes of tree ${damaged} do not fit together`);
  return { json, featureCount, featureNames: learner.feature_names, baseScore, trees };
}

/** Whether features exist and children come after their parent, so that every walk ends. */
function fitsTogether(tree: SavedTree, featureCount: number): boolean {
  const { left_children: left, right_children: right, split_indices: features } = tree;
  const perNode = [right, features, tree.default_left, tree.split_conditions, tree.loss_changes];
  if (perNode.some(({ length }) => length !== left.length)) return false;
  const isLater = (child: number, node: number) => child > node && child < left.length;
  return left.every((child, node) =>
    child === noChild ||
    isLater(child, node) && isLater(right[node], node) &&
      features[node] >= 0 && features[node] < featureCount
  );
}
