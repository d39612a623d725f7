"""Writes drift.json: what SciPy and Evidently say of pairs of samples, scikit-learn of calibration.

Run with a Python that has Evidently, which brings the others:
python make_drift.py && deno fmt drift.json
(Evidently 0.7.23, scikit-learn 1.9.1, SciPy 1.17.1, NumPy 2.4.6, pandas 2.3.3)
"""

import json
import math
import warnings
from pathlib import Path

import evidently
import numpy as np
import pandas as pd
import scipy
from evidently.legacy.calculations.stattests import get_stattest
from evidently.legacy.core import ColumnType
from scipy import stats
from sklearn.isotonic import IsotonicRegression

warnings.simplefilter("ignore")
random = np.random.default_rng(20240229)


def numeric_cases():
    for n, m in ((5, 3), (7, 7), (30, 20), (25, 100), (120, 31), (300, 200)):
        yield f"{n} and {m} normals", random.normal(size=n), random.normal(0.2, 1.1, size=m)
    for n, m in ((40, 30), (150, 60)):
        yield (
            f"{n} and {m} whole numbers",
            np.round(random.normal(54, 9, n)),
            np.round(random.normal(58, 9, m)),
        )
    yield "few values", random.integers(0, 4, 60), random.integers(0, 5, 40)
    yield "20 reference values", np.arange(20) % 20, random.integers(0, 30, 40)
    yield "21 reference values", np.arange(42) % 21, random.integers(0, 30, 40)
    yield "one reference value", np.full(25, 3.0), random.normal(3, 1, 15)
    yield "equal samples", np.arange(30) / 7, np.arange(30) / 7
    yield "far apart", random.normal(0, 1, 60), random.normal(40, 1, 45)
    yield "heavy tails", random.standard_cauchy(80), random.standard_cauchy(50)
    yield "votes of 101 trees", random.integers(0, 102, 200) / 101, random.integers(0, 80, 90) / 101
    yield "single values", np.array([1.0]), np.array([2.0])


def categorical_cases():
    for size in (2, 3, 4, 6):
        labels = [f"c{k}" for k in range(size)]
        for n, m in ((40, 25), (600, 150)):
            shares = random.dirichlet(np.ones(size))
            yield (
                f"{size} categories, {n} and {m} rows",
                labels,
                random.multinomial(n, shares),
                random.multinomial(m, random.dirichlet(20 * shares)),
            )
    yield "a category that only the reference has", list("abc"), [50, 30, 5], [20, 10, 0]
    yield "a category that only the present has", list("abc"), [50, 30, 0], [20, 10, 2]
    yield "a category that neither has", list("abcd"), [50, 30, 0, 9], [20, 10, 0, 4]
    yield "a rare category among many rows", list("abc"), [20000, 9999, 1], [500, 300, 0]


def evidently_scores(reference, current, kind, names):
    scores = {}
    for name, test in names.items():
        found = get_stattest(reference, current, kind, test)
        scores[name] = found(reference, current, kind, None).drift_score
    return scores


def numeric(name, reference, current):
    reference, current = (np.round(np.asarray(s, float), 6) for s in (reference, current))
    ks = stats.ks_2samp(reference, current, method="exact")
    return {
        "name": name,
        "reference": reference,
        "current": current,
        "ksStatistic": ks.statistic,
        "ksExact": ks.pvalue,
        "wassersteinScipy": stats.wasserstein_distance(reference, current),
        **evidently_scores(
            pd.Series(reference),
            pd.Series(current),
            ColumnType.Numerical,
            {
                "ks": "ks",
                "wasserstein": "wasserstein",
                "psi": "psi",
                "jensenShannon": "jensenshannon",
            },
        ),
    }


def categorical(name, labels, reference, current):
    held = np.array([reference, current])[:, np.add(reference, current) > 0]
    contingency = stats.chi2_contingency(held, correction=False)
    samples = (pd.Series(np.repeat(labels, counts)) for counts in (reference, current))
    return {
        "name": name,
        "reference": reference,
        "current": current,
        "contingency": {"statistic": contingency.statistic, "pValue": contingency.pvalue},
        **evidently_scores(
            *samples,
            ColumnType.Categorical,
            {"fit": "chisquare", "psi": "psi", "jensenShannon": "jensenshannon"},
        ),
    }


def isotonic_cases():
    for size, digits in ((1, 2), (2, 2), (12, 1), (60, 2), (60, 6)):
        labels = random.integers(0, 2, size)
        scores = np.round(1 / (1 + np.exp(-(labels + 1.5 * random.normal(size=size)))), digits)
        yield scores, labels


def isotonic(scores, labels):
    at = np.round(np.concatenate([[0, 1], scores[:8], random.random(12)]), 6)
    curve = IsotonicRegression(out_of_bounds="clip").fit(scores, labels)
    return {"scores": scores, "labels": labels, "at": at, "shares": curve.predict(at)}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(part) for part in value]
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, (float, np.floating)):
        assert math.isfinite(value)
        return float(value)
    return value


golden = {
    "versions": {"evidently": evidently.__version__, "scipy": scipy.__version__},
    "numeric": [numeric(*case) for case in numeric_cases()],
    "categorical": [categorical(*case) for case in categorical_cases()],
    "isotonic": [isotonic(*case) for case in isotonic_cases()],
    "chiSquaredTail": [
        {"x": x, "freedom": freedom, "tail": stats.chi2.sf(x, freedom)}
        for freedom in (1, 2, 3, 5, 8, 21)
        for x in (1e-6, 0.3, 1.0, 3.84, 7.99, 8.01, 30.0, 150.0)
    ],
}
path = Path(__file__).with_name("drift.json")
path.write_text(json.dumps(plain(golden), separators=(",", ":")) + "\n", "utf-8")
print(path.stat().st_size)
