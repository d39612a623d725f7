"""Times scikit-learn's fits on a matrix that bench/fits.ts wrote; prints JSON: milliseconds by name.

Arguments: path of the matrix (float64, row-major), of the labels (uint8), rows, columns, trees,
repeats.
"""

import json
import sys
import time
import warnings

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

matrix_path, labels_path = sys.argv[1:3]
rows, columns, trees, repeats = map(int, sys.argv[3:7])
X = np.fromfile(matrix_path, dtype=np.float64).reshape(rows, columns)
y = np.fromfile(labels_path, dtype=np.uint8)
warnings.filterwarnings("ignore")


def times_ms(work):
    work()
    measured = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        measured.append(1000 * (time.perf_counter() - start))
    return measured


def forest(max_features):
    return RandomForestClassifier(
        n_estimators=trees, n_jobs=1, max_features=max_features, random_state=0
    )


fitted = forest("sqrt").fit(X, y)
print(json.dumps({
    "version": sklearn.__version__,
    "forest": times_ms(lambda: forest("sqrt").fit(X, y)),
    "forestAllColumns": times_ms(lambda: forest(None).fit(X, y)),
    "forestPredict": times_ms(lambda: fitted.predict_proba(X)),
    "logistic": times_ms(lambda: LogisticRegression(C=np.inf, max_iter=1000).fit(X, y)),
}))
