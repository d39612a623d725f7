/** XGBoost's model as its JSON describes it, checked before anything is computed from it. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import type { JsonObject } from "@/json.ts";

/** `left_children` of a leaf. */
export const noChild = -1;

const nodes = z.array(z.int());
const numbers = z.array(z.number());

const tree = z.looseObject({
  left_children: nodes.nonempty(),
  right_children: nodes,
  default_left: nodes,
  split_indices: nodes,
  split_conditions: numbers,
  loss_changes: numbers,
  split_type: z.array(z.literal(0, "categorical splits are not supported")),
});

const model = z.looseObject({
  version: z.tuple([z.literal(3), z.int(), z.int()]),
  learner: z.looseObject({
    feature_names: z.array(z.string()),
    gradient_booster: z.looseObject({
      name: z.literal("gbtree"),
      model: z.looseObject({ trees: z.array(tree) }),
    }),
    learner_model_param: z.looseObject({
      // "[5.5E-1]" since 3.1, "5.5E-1" before.
      base_score: z.string().regex(/^\[?[-+.\dE]+\]?$/i),
      num_feature: z.string().regex(/^\d+$/),
    }),
    objective: z.looseObject({ name: z.literal("binary:logistic") }),
  }),
});

/** One tree; nodes are entries of equally long arrays, the root first. */
export type XgboostTree = z.infer<typeof tree>;

/** A checked model. */
export interface XgboostModel {
  /** XGBoost's own JSON, whole: what `Booster.load_model` reads. */
  readonly json: JsonObject;
  readonly featureCount: number;
  /** Probability before any tree, in [0, 1]. */
  readonly baseScore: number;
  readonly trees: readonly XgboostTree[];
}

/**
 * Reads a model.
 *
 * @throws {UserError} when it is no XGBoost 3 model of trees for two classes, or is damaged
 */
export function readXgboostModel(json: JsonObject): XgboostModel {
  const parsed = model.safeParse(json);
  if (!parsed.success) throw refusal(z.prettifyError(parsed.error));
  const { learner_model_param: param, gradient_booster: booster } = parsed.data.learner;
  const featureCount = Number(param.num_feature);
  const { trees } = booster.model;
  trees.forEach((tree, index) => {
    if (!isSound(tree, featureCount)) throw refusal(`the nodes of tree ${index} do not fit together`);
  });
  return { json, featureCount, baseScore: Number(param.base_score.replace(/[[\]]/g, "")), trees };
}

/** Children come after their parent, so that every walk ends; features exist. */
function isSound(tree: XgboostTree, featureCount: number): boolean {
  const { left_children: left, right_children: right, split_indices: features } = tree;
  const isLater = (child: number, node: number) => child > node && child < left.length;
  const lengths = [right, features, tree.default_left, tree.split_conditions, tree.loss_changes];
  return lengths.every(({ length }) => length === left.length) && left.every((child, node) =>
    child === noChild ||
    isLater(child, node) && isLater(right[node], node) &&
      features[node] >= 0 && features[node] < featureCount
  );
}

function refusal(reason: string): UserError {
  return new UserError(`This is not a model that can be evaluated: ${reason}.`, {
    exitCode: exitCode.data,
    hint: "Models are those of XGBoost 3 with booster gbtree and objective binary:logistic.",
  });
}
