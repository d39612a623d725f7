"""Writes metrics.json: what scikit-learn and SciPy say of many labelled predictions.

The intervals that neither library has (DeLong, Newcombe) follow their papers by another route
than lib/evaluate: midranks, and a root finder.

Run with: python make_metrics.py > metrics.json && deno fmt metrics.json
(scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6)
"""

import json
import re
import sys
import warnings

import numpy as np
from scipy.optimize import brentq
from scipy.stats import binomtest, norm, rankdata
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")
random = np.random.default_rng(20240229)
z = norm.ppf(0.975)


def noisy(size, noise=1.5):
    labels = random.integers(0, 2, size)
    scores = 1 / (1 + np.exp(-(2 * labels - 1 + noise * random.normal(size=size))))
    return labels, scores


def cases():
    for size in (2, 3, 5, 12, 40):
        for noise in (0.5, 1.5, 4):
            labels, scores = noisy(size, noise)
            yield f"{size} rows, noise {noise}", labels, np.round(scores, 6), 0.5
    for size, digits in ((6, 1), (30, 1), (60, 1), (40, 2)):
        labels, scores = noisy(size)
        tied = np.round(scores, digits)
        yield f"{size} rows tied at {digits} decimals", labels, tied, float(tied[0])
    for votes in (7, 10, 49):
        labels, scores = noisy(45)
        yield f"shares of {votes} votes", labels, np.round(scores * votes) / votes, 0.5
    labels, _ = noisy(11)
    yield "scores on the edges of bins", labels, np.minimum(np.arange(11) * 0.1, 1), 0.5
    labels, scores = noisy(150)
    yield "150 rows in full precision", labels, scores, 0.35
    labels, _ = noisy(20)
    yield "all scores equal", labels, np.full(20, 0.5), 0.5
    yield "all scores equal, none called positive", labels, np.full(20, 0.3), 0.5
    yield "only 0 and 1", labels, random.integers(0, 2, 20).astype(float), 0.5
    yield "perfect and certain", labels, labels.astype(float), 0.5
    yield "wrong and certain", labels, 1.0 - labels, 0.5
    yield "perfect ranking", labels, 0.2 + 0.5 * labels + 0.01 * np.arange(20), 0.5
    extremes = np.array([0.0, 5e-324, 1e-300, 1e-17, 2**-52, 0.5, 1 - 2**-53, 1 - 2**-52, 1.0, 1.0])
    yield "extreme probabilities", np.array([0, 1] * 5), extremes, 0.5
    yield "extreme probabilities, flipped", np.array([1, 0] * 5), extremes, 1.0
    yield "only positives", np.ones(8, int), np.round(random.random(8), 3), 0.5
    yield "only negatives", np.zeros(8, int), np.round(random.random(8), 3), 0.5
    yield "only negatives, one score", np.zeros(3, int), np.full(3, 0.9), 0.5
    yield "one positive row", np.array([1]), np.array([0.4]), 0.5
    yield "one negative row", np.array([0]), np.array([0.4]), 0.5
    yield "one positive among many", np.eye(25, dtype=int)[0], np.round(random.random(25), 2), 0.5


def calibration_error(labels, scores):
    bins = np.digitize(scores, np.linspace(0, 1, 11)[1:-1], right=True)
    return sum(
        np.mean(bins == b) * abs(labels[bins == b].mean() - scores[bins == b].mean())
        for b in np.unique(bins)
    )


def delong(labels, scores):
    positives, negatives = scores[labels == 1], scores[labels == 0]
    m, n = len(positives), len(negatives)
    if min(m, n) < 2:
        return None
    ranks = rankdata(np.concatenate([positives, negatives]))
    v10 = (ranks[:m] - rankdata(positives)) / n
    v01 = 1 - (ranks[m:] - rankdata(negatives)) / m
    auc = v10.mean()
    error = np.sqrt(v10.var(ddof=1) / m + v01.var(ddof=1) / n)
    return {
        "auc": auc,
        "standardError": error,
        "lower": max(0, auc - z * error),
        "upper": min(1, auc + z * error),
    }


def newcombe(labels, auc):
    m, n = int(sum(labels == 1)), int(sum(labels == 0))
    if m * n == 0:
        return None

    def excess(area):
        # (θ̂ − θ)² m n = z² V(θ) divided by what makes θ̂ itself a root at 0 and 1.
        star = (m + n) / 2 - 1
        spread = 1 + star * (1 - area) / (2 - area) + star * area / (1 + area)
        return (auc - area) ** 2 * m * n - z**2 * area * (1 - area) * spread

    tiny = 1e-9
    return {
        "lower": 0 if auc == 0 else brentq(excess, 0, auc - tiny, xtol=1e-15),
        "upper": 1 if auc == 1 else brentq(excess, auc + tiny, 1, xtol=1e-15),
    }


def report(labels, predicted):
    text = metrics.classification_report(
        labels,
        predicted,
        labels=[0, 1],
        target_names=["healthy", "heart disease"],
        zero_division=0,
    )
    # Where no row is right, scikit-learn turns the support into a float: 11.0 for 11.
    return re.sub(r"^(.*)  (\d+)\.0$", r"\1    \2", text, flags=re.MULTILINE)


def expected(labels, scores, threshold):
    predicted = (scores >= threshold).astype(int)
    both = {"labels": [0, 1]}
    zero = {"zero_division": 0}
    auc = metrics.roc_auc_score(labels, scores)
    wilson = binomtest(int(sum(labels == predicted)), len(labels)).proportion_ci(method="wilson")
    fpr, tpr, roc_thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
    precision, recall, pr_thresholds = metrics.precision_recall_curve(labels, scores, pos_label=1)
    result = {
        "metrics": {
            "rocAuc": auc,
            "prAuc": metrics.average_precision_score(labels, scores),
            "accuracy": metrics.accuracy_score(labels, predicted),
            "balancedAccuracy": metrics.balanced_accuracy_score(labels, predicted),
            "precision": metrics.precision_score(labels, predicted, **zero),
            "recall": metrics.recall_score(labels, predicted, **zero),
            "specificity": metrics.recall_score(labels, predicted, pos_label=0, **zero),
            "f1": metrics.f1_score(labels, predicted, **zero),
            "matthews": metrics.matthews_corrcoef(labels, predicted),
            "logLoss": metrics.log_loss(labels, scores, **both),
            "brierScore": metrics.brier_score_loss(labels, scores, pos_label=1),
            "calibrationError": calibration_error(labels, scores),
        },
        "confusion": metrics.confusion_matrix(labels, predicted, **both).ravel(),
        "report": report(labels, predicted),
        "wilson": {"lower": wilson.low, "upper": wilson.high},
        "delong": delong(labels, scores),
        "newcombe": newcombe(labels, auc),
        "calibration": [
            {"binCount": bins, "strategy": strategy, "positiveShare": share, "meanProbability": mean}
            for bins in (1, 4, 10)
            for strategy in ("uniform", "quantile")
            for share, mean in [
                calibration_curve(labels, scores, pos_label=1, n_bins=bins, strategy=strategy)
            ]
        ],
    }
    if len(labels) <= 60:
        result["roc"] = {
            "falsePositiveRate": fpr,
            "truePositiveRate": tpr,
            "thresholds": roc_thresholds,
        }
        result["pr"] = {"precision": precision, "recall": recall, "thresholds": pr_thresholds}
    return result


def plain(value):
    """NumPy's values as JSON's, with what JSON cannot say as text."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(part) for part in value]
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(value) if np.isfinite(value) else {"nan": "NaN", "inf": "Infinity"}[str(value)]
    return value


json.dump(
    [
        {
            "name": name,
            "labels": plain(labels),
            "probabilities": plain(scores),
            "threshold": threshold,
            "expected": plain(expected(labels, scores, threshold)),
        }
        for name, labels, scores, threshold in cases()
    ],
    sys.stdout,
    separators=(",", ":"),
    ensure_ascii=False,
)
print()
