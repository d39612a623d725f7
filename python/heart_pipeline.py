"""Lets MLflow's Python predict with a pipeline: reads any DataFrame as the pipeline's own program would.

MLflow imports this module from the model's `code` folder and calls `_load_pyfunc`.
"""

import re

import numpy as np
import onnxruntime
import pandas as pd

DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


class HeartPipeline:
    """The ONNX graph behind MLflow's predict: raw columns in, prediction and probability out."""

    def __init__(self, path, missing):
        options = onnxruntime.SessionOptions()
        # MLflow's server and Spark run one model per process and core.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"]
        )
        self._missing = frozenset(missing)

    def get_raw_model(self):
        return self._session

    def predict(self, data, params=None):
        """Answers a row per row; columns that are absent are missing, others are ignored.

        A row with an impossible value gets prediction -1 and probability NaN. A table without any
        known column, and text where a number belongs, is refused with a ValueError.
        """
        rows = data if isinstance(data, pd.DataFrame) else pd.DataFrame(data)
        # MLflow makes one row of lists of a request whose columns all hold text.
        if len(rows) == 1 and any(isinstance(cell, list) for cell in rows.iloc[0]):
            rows = pd.DataFrame(rows.iloc[0].to_dict())
        inputs = self._session.get_inputs()
        # MLflow drops unknown columns, and of a table without columns nobody knows the rows.
        if not any(entry.name in rows for entry in inputs):
            raise ValueError(f"no column is one of {', '.join(entry.name for entry in inputs)}")
        feeds = {entry.name: self._feed(rows, entry) for entry in inputs}
        names = [output.name for output in self._session.get_outputs()]
        answers = self._session.run(names, feeds)
        return pd.DataFrame(dict(zip(names, answers)), index=rows.index)

    def _feed(self, rows, entry):
        is_text = entry.type == "tensor(string)"
        if entry.name not in rows:
            return np.full(len(rows), "" if is_text else np.nan, object if is_text else np.float64)
        cells = rows[entry.name]
        if is_text:
            return np.array([as_text(cell) for cell in cells], dtype=object)
        if cells.dtype.kind in "fiu" and isinstance(cells.dtype, np.dtype):
            return cells.to_numpy(np.float64)
        numbers = (self._as_number(cell, entry.name, row) for row, cell in enumerate(cells))
        return np.fromiter(numbers, np.float64, len(cells))

    def _as_number(self, cell, column, row):
        if is_nothing(cell):
            return np.nan
        if isinstance(cell, str):
            text = cell.strip()
            if text == "" or text.lower() in self._missing:
                return np.nan
            if DECIMAL.fullmatch(text):
                return float(text)
        elif not isinstance(cell, (bool, np.bool_)):
            return float(cell)
        raise ValueError(f"row {row + 1}, column {column}: {cell!r} is not a number")


def as_text(cell):
    """A category as the graph reads it: label or code; the empty string for nothing."""
    return "" if is_nothing(cell) else str(cell)


def is_nothing(cell):
    return cell is None or cell is pd.NA or cell is pd.NaT or cell != cell


def _load_pyfunc(path, model_config=None):
    return HeartPipeline(path, (model_config or {}).get("missing", []))
