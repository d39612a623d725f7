"""Writes xgboost.json: models, predictions and importances of Python's XGBoost.

Run with the Python of .venv: python make_xgboost.py && deno fmt xgboost.json
"""

import ctypes
import ctypes.util
import hashlib
import json
import platform
from pathlib import Path

import numpy as np
import xgboost as xgb

# XGBoost's names of the parameters that the cases set.
NATIVE = {
    "maxDepth": "max_depth",
    "learningRate": "learning_rate",
    "subsample": "subsample",
    "colsampleBytree": "colsample_bytree",
    "minChildWeight": "min_child_weight",
    "gamma": "gamma",
    "regLambda": "reg_lambda",
    "regAlpha": "reg_alpha",
    "scalePosWeight": "scale_pos_weight",
    "treeMethod": "tree_method",
}
DEFAULTS = {
    "maxDepth": 2,
    "learningRate": 0.05,
    "subsample": 0.8,
    "colsampleBytree": 0.5,
    "minChildWeight": 3,
    "gamma": 0,
    "regLambda": 1,
    "regAlpha": 0,
    "scalePosWeight": 1,
    "treeMethod": "hist",
}
PLAIN = {"learningRate": 0.3, "subsample": 1, "colsampleBytree": 1, "minChildWeight": 1}
NAMES = ["level", "count", "flag=yes", 'gappy "quoted" é', "constant", "tiny"]


def make_data():
    random = np.random.default_rng(2024)
    n = 110
    X = np.column_stack([
        np.round(random.normal(50, 12, n), 1),
        random.integers(0, 5, n),
        random.integers(0, 2, n),
        np.round(random.normal(size=n), 2),
        np.full(n, 3.0),
        np.round(random.normal(size=n) * 1e-4, 6),
    ]).astype(np.float64)
    signal = (X[:, 0] - 50) / 12 + X[:, 2] - X[:, 3] + random.normal(size=n)
    y = (signal > 0.4).astype(np.float32)
    whole = X.copy()
    X[random.random(n) < 0.4, 3] = np.nan
    X[random.random(X.shape) < 0.05] = np.nan
    fresh = X[:12].copy()
    fresh[0] = np.nan
    fresh[1] = 1e30
    fresh[2] = -1e30
    fresh[3] = 0
    fresh[4:] += 0.05
    return X, whole, y, fresh


X, WHOLE, Y, FRESH = make_data()
ZEROS, ONES = np.zeros_like(Y), np.ones_like(Y)

# name: (matrix, labels, rounds, seed, parameters other than the defaults)
CASES = {
    "the defaults": ("gappy", "mixed", 150, 7, {}),
    "400 rounds": ("gappy", "mixed", 400, 1, {"learningRate": 0.1}),
    "stumps": ("gappy", "mixed", 12, 0, {**PLAIN, "maxDepth": 1}),
    "depth 2, exact": ("gappy", "mixed", 8, 3, {**PLAIN, "treeMethod": "exact"}),
    "depth 3, sampled rows and columns": (
        "gappy", "mixed", 8, 11, {"maxDepth": 3, "subsample": 0.7, "learningRate": 0.3},
    ),
    "depth 4, exact, gamma, greatest seed": (
        "gappy", "mixed", 6, 4294967295,
        {**PLAIN, "maxDepth": 4, "treeMethod": "exact", "gamma": 0.5, "subsample": 0.6},
    ),
    "depth 5, alpha and lambda": (
        "gappy", "mixed", 6, 5, {**PLAIN, "maxDepth": 5, "regAlpha": 0.4, "regLambda": 0.1},
    ),
    "depth 6, weighted positives": (
        "gappy", "mixed", 4, 6, {**PLAIN, "maxDepth": 6, "scalePosWeight": 2.5},
    ),
    "depth 3, approx": ("gappy", "mixed", 5, 8, {**PLAIN, "maxDepth": 3, "treeMethod": "approx"}),
    "nothing missing": ("whole", "mixed", 8, 9, {**PLAIN, "maxDepth": 3}),
    "unregularised, far from even odds": (
        "gappy", "mixed", 10, 10,
        {**PLAIN, "maxDepth": 3, "learningRate": 1, "regLambda": 0, "minChildWeight": 0},
    ),
    "alpha so great that no leaf counts": ("gappy", "mixed", 2, 2, {**PLAIN, "regAlpha": 1000}),
    "all labels 1": ("gappy", "ones", 3, 7, {}),
    "all labels 0, exact": ("gappy", "zeros", 3, 7, {"treeMethod": "exact"}),
}
MATRICES = {"gappy": X, "whole": WHOLE}
LABELS = {"mixed": Y, "ones": ONES, "zeros": ZEROS}
LONGEST_TEXT = 17_000


def singles(values):
    return [float(str(value)) for value in np.asarray(values, np.float32)]


def rows(matrix):
    return [[None if np.isnan(v) else v for v in row] for row in matrix.tolist()]


# First and last bits of the singles at which libm is sampled, and the step between them.
LIBM_RANGES = {
    "expf": [(0x30000000, 0x42B20000, 601), (0xB0000000, 0xC2D80000, 601)],
    "logf": [(0x33000000, 0x4C000000, 811)],
}
# Where expf without fused multiply-add would give another single.
FUSED = [1107444271, 3262932441]


def make_libm():
    libm = ctypes.CDLL(ctypes.util.find_library("m"))
    golden = {}
    for name, ranges in LIBM_RANGES.items():
        function = getattr(libm, name)
        function.argtypes, function.restype = [ctypes.c_float], ctypes.c_float
        bits = np.concatenate([np.arange(*span, dtype=np.uint32) for span in ranges])
        if name == "expf":
            bits = np.concatenate([bits, np.array(FUSED, np.uint32)])
        results = np.array([function(x) for x in bits.view(np.float32)], np.float32)
        digest = hashlib.sha256(results.tobytes()).hexdigest()
        golden[name] = {"ranges": ranges, "digest": digest}
    golden["expf"]["fused"] = FUSED
    return golden


def make_case(name, matrix, labels, round_count, seed, given):
    params = {**DEFAULTS, **given}
    native = {NATIVE[key]: value for key, value in params.items()}
    training = xgb.DMatrix(
        MATRICES[matrix].astype(np.float32), label=LABELS[labels], feature_names=NAMES, nthread=1
    )
    test = xgb.DMatrix(
        np.vstack([MATRICES[matrix], FRESH]).astype(np.float32), feature_names=NAMES, nthread=1
    )
    fixed = {"objective": "binary:logistic", "seed": seed, "nthread": 1, "verbosity": 0}
    booster = xgb.train({**native, **fixed}, training, round_count)
    text = bytes(booster.save_raw("json"))
    gains = booster.get_score(importance_type="total_gain")
    case = {
        "name": name,
        "matrix": matrix,
        "labels": labels,
        "seed": seed,
        "params": {**params, "nEstimators": round_count},
        "probabilities": singles(booster.predict(test)),
        "totalGain": [gains.get(feature, 0) for feature in NAMES],
        "jsonDigest": hashlib.sha256(text).hexdigest(),
        "ubjDigest": hashlib.sha256(bytes(booster.save_raw("ubj"))).hexdigest(),
    }
    if len(text) <= LONGEST_TEXT:
        case["json"] = text.decode()
    return case


golden = {
    "version": xgb.__version__,
    "machine": platform.machine(),
    "featureNames": NAMES,
    "matrices": {key: rows(matrix) for key, matrix in MATRICES.items()},
    "labels": {key: labels.astype(int).tolist() for key, labels in LABELS.items()},
    "fresh": rows(FRESH),
    "libm": make_libm(),
    "cases": [make_case(name, *case) for name, case in CASES.items()],
}
for case in golden["cases"]:
    print(case["name"], len(case.get("json", "")), "-0E0" in case.get("json", ""))
path = Path(__file__).with_name("xgboost.json")
path.write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
print(path.stat().st_size)
