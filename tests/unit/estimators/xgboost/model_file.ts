/** A small XGBoost model, written by hand, for tests to predict with and to damage. */

/** A tree: feature 1 < 0.5 gives -1, else feature 0 < 2 gives 0.25 (and where missing), else 1. */
const tree = () => ({
  left_children: [1, -1, 3, -1, -1],
  right_children: [2, -1, 4, -1, -1],
  default_left: [0, 0, 1, 0, 0],
  split_indices: [1, 0, 0, 0, 0],
  split_conditions: [0.5, -1, 2, 0.25, 1],
  loss_changes: [3, 0, 1, 0, 0],
  sum_hessian: [8, 2, 6, 5, 1],
  split_type: [0, 0, 0, 0, 0],
});

/** A model of that tree twice over, with even base odds and three features. */
export const modelFile = () => ({
  version: [3, 2, 0],
  learner: {
    feature_names: ["first", "second", "unused"],
    gradient_booster: { name: "gbtree", model: { trees: [tree(), tree()] } },
    learner_model_param: { base_score: "[5E-1]", num_feature: "3" },
    objective: { name: "binary:logistic" },
  },
});
