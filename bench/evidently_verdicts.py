"""Judges windows with Evidently's default tests, column by column, as its DataDriftPreset does.

Reads JSON lines: {"columns": [{"name", "kind": "num" or "cat"}]}, then any number of
{"reference": [[cells] a column]} and {"current": [[cells] a column]}. Writes {"version"}, then for
each current window the names of the columns that Evidently says have drifted, a JSON line each.
"""

import json
import sys
import warnings

import evidently
import pandas as pd
from evidently.legacy.calculations.stattests import get_stattest
from evidently.legacy.core import ColumnType

warnings.simplefilter("ignore")


def tell(message):
    print(json.dumps(message), flush=True)


def series(cells):
    return [pd.Series(column).dropna() for column in cells]


def has_drifted(reference, current, kind):
    if len(reference) == 0 or len(current) == 0:
        return False
    test = get_stattest(reference, current, kind, None)
    return bool(test(reference, current, kind, None).drifted)


columns = json.loads(sys.stdin.readline())["columns"]
tell({"version": evidently.__version__})
reference = []
for line in sys.stdin:
    message = json.loads(line)
    if "reference" in message:
        reference = series(message["reference"])
        continue
    tell(
        [
            column["name"]
            for column, then, now in zip(columns, reference, series(message["current"]))
            if has_drifted(then, now, ColumnType(column["kind"]))
        ]
    )
