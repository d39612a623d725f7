/** XGBoost's model file with random trees, for tests that need no library to train one. */
import { createRandom } from "@/data/random.ts";

/** The same 40 trees of depth 3 for the same seed; any value may be missing. */
export function randomXgboostModel(names: readonly string[], seed: number): string {
  const random = createRandom(seed);
  const tree = () => {
    const nodes = Array.from({ length: 15 }, (_, node) => node);
    const child = (node: number, side: number) => node < 7 ? 2 * node + side : -1;
    return {
      left_children: nodes.map((node) => child(node, 1)),
      right_children: nodes.map((node) => child(node, 2)),
      default_left: nodes.map(() => random.integer(2)),
      split_indices: nodes.map(() => random.integer(names.length)),
      split_conditions: nodes.map((node) =>
        Math.fround(node < 7 ? [0.5, 60, 130, 240][random.integer(4)] : random.normal())
      ),
      loss_changes: nodes.map(() => 1),
      sum_hessian: nodes.map((node) => 2 ** -Math.floor(Math.log2(node + 1))),
      split_type: nodes.map(() => 0),
    };
  };
  return JSON.stringify({
    version: [3, 0, 0],
    learner: {
      feature_names: names,
      gradient_booster: {
        name: "gbtree",
        model: { trees: Array.from({ length: 40 }, tree) },
      },
      learner_model_param: { base_score: "5.5E-1", num_feature: String(names.length) },
      objective: { name: "binary:logistic" },
    },
  });
}
