"""Writes contributions.json: contributions of shap's TreeExplainer and of XGBoost's pred_contribs.

XGBoost's models and rows are those of xgboost.json; forests are grown by scikit-learn, and their
trees vote. Run with a Python that has shap, scikit-learn and xgboost:
python make_contributions.py && deno fmt contributions.json
"""

import json
from pathlib import Path

import numpy as np
import shap
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier

HERE = Path(__file__).parent
ROW_COUNT = 24

# name: (features, trees, greatest depth, seed)
FORESTS = {
    "stumps": (4, 9, 1, 1),
    "one feature, asked again and again": (1, 3, None, 2),
    "depth 3": (5, 11, 3, 3),
    "two features, deep": (2, 5, None, 4),
    "nine features, deep": (9, 7, None, 5),
    "thirty features, a path of many": (30, 3, 20, 6),
}


def make_data(column_count, seed):
    random = np.random.default_rng(seed)
    X = np.round(random.normal(size=(160, column_count)), 1)
    noise = random.normal(scale=1.5, size=160)
    return X, (X.sum(axis=1) + np.abs(X[:, 0]) + noise > 0.7).astype(int)


def counts(tree):
    samples = tree.weighted_n_node_samples
    ones = np.rint(tree.value[:, 0, 1] * samples).astype(int)
    return np.rint(samples).astype(int) - ones, ones


def saved_forest(forest, column_count):
    """The forest as our JSON has it: nodes in preorder, as scikit-learn's are."""
    trees = [estimator.tree_ for estimator in forest.estimators_]
    zeros, ones = zip(*map(counts, trees))
    splits = [tree.children_left >= 0 for tree in trees]
    each = lambda values: [value for array in values for value in array.tolist()]
    return {
        "kind": "forest",
        "params": {
            "nEstimators": len(trees),
            "maxFeatures": 1,
            "replacement": False,
            "useSampleBagging": True,
            "maxDepth": 100,
            "minNumSamples": 1,
            "gainThreshold": 0,
        },
        "seed": 0,
        "featureCount": column_count,
        "drawnColumns": list(range(column_count)) * len(trees),
        "shape": "".join("+" if split else "." for split in each(splits)),
        "splitColumn": each(np.where(s, t.feature, -1) for s, t in zip(splits, trees)),
        "threshold": each(np.where(s, t.threshold, 0) for s, t in zip(splits, trees)),
        "gain": each(np.where(s, 0.1, 0) for s in splits),
        "zeros": each(zeros),
        "ones": each(ones),
    }


def shap_tree(tree, tree_count):
    zeros, ones = counts(tree)
    return {
        "children_left": tree.children_left,
        "children_right": tree.children_right,
        "children_default": tree.children_left,
        "features": tree.feature,
        "thresholds": tree.threshold,
        "values": ((ones > zeros) / tree_count).reshape(-1, 1),
        "node_sample_weight": tree.weighted_n_node_samples,
    }


def forest_case(name, column_count, tree_count, depth, seed):
    X, y = make_data(column_count, seed)
    forest = RandomForestClassifier(
        tree_count, max_depth=depth, max_features=0.7, random_state=seed
    ).fit(X, y)
    trees = [shap_tree(estimator.tree_, tree_count) for estimator in forest.estimators_]
    explainer = shap.TreeExplainer({"trees": trees}, feature_perturbation="tree_path_dependent")
    # No value may lie on a threshold, midway between two of training: shap goes left there, not we.
    rows = X[:ROW_COUNT] + 0.03
    return {
        "name": name,
        "forest": saved_forest(forest, column_count),
        "rows": np.round(rows, 2).tolist(),
        "baseValue": float(np.ravel(explainer.expected_value)[0]),
        "contributions": explainer.shap_values(rows).tolist(),
    }


def xgboost_case(golden, case):
    rows = golden["matrices"][case["matrix"]][:ROW_COUNT] + golden["fresh"]
    booster = xgb.Booster()
    booster.load_model(bytearray(case["json"], "utf-8"))
    X = np.array([[np.nan if v is None else v for v in row] for row in rows], np.float32)
    matrix = xgb.DMatrix(X, feature_names=golden["featureNames"], nthread=1)
    contributions = booster.predict(matrix, pred_contribs=True)
    text = [[float(str(value)) for value in row] for row in contributions]
    return {
        "name": case["name"],
        "baseValue": text[0][-1],
        "contributions": [row[:-1] for row in text],
    }


golden = json.loads((HERE / "xgboost.json").read_text("utf-8"))
path = HERE / "contributions.json"
path.write_text(
    json.dumps({
        "shap": shap.__version__,
        "xgboost": xgb.__version__,
        "rowCount": ROW_COUNT,
        "forests": [forest_case(name, *case) for name, case in FORESTS.items()],
        "boosters": [xgboost_case(golden, case) for case in golden["cases"] if "json" in case],
    }, ensure_ascii=False, separators=(",", ":")) + "\n",
    "utf-8",
)
print(path.stat().st_size)
