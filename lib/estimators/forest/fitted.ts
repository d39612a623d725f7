/** A grown forest behind the estimators' contract. */
import { checkFinite, checkWidth } from "@/estimators/check_input.ts";
import type { FittedEstimator } from "@/estimators/contract.ts";
import type { Forest } from "@/estimators/forest/forest.ts";
import { meanImpurityDecrease } from "@/estimators/forest/importance.ts";
import { saveForest } from "@/estimators/forest/saved.ts";
import { prepareBallot, voteShares } from "@/estimators/forest/votes.ts";

/** A fitted estimator with the forest it predicts by. */
export interface FittedForest extends FittedEstimator {
  readonly forest: Forest;
}

/** A forest as a fitted estimator. */
export function fittedForest(forest: Forest): FittedForest {
  const { featureCount, trees } = forest;
  const ballot = prepareBallot(trees);
  return {
    kind: "forest",
    featureCount,
    forest,
    predictProba(X) {
      checkWidth("forest", X, featureCount);
      checkFinite("forest", X);
      return voteShares(ballot, X);
    },
    importance: () => meanImpurityDecrease(trees, featureCount),
    toJSON: () => saveForest(forest),
  };
}
