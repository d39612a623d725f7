"""Checks an ONNX model in full and runs it: run_model.py MODEL COLUMNS ANSWERS.

COLUMNS is a JSON object of arrays, null for NaN. ANSWERS becomes a JSON object: the outputs by name
for all rows at once ("batch") and for the first rows one by one ("singly"), null for NaN, and the
model's metadata.
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime

SINGLE_ROWS = 40
DTYPES = {"tensor(double)": np.float64, "tensor(string)": object}


def main(model_path, columns_path, answers_path):
    onnx.checker.check_model(onnx.load(model_path), full_check=True)
    session = onnxruntime.InferenceSession(model_path)
    with open(columns_path, encoding="utf-8") as file:
        columns = json.load(file)
    feeds = {
        column.name: np.array(columns[column.name], dtype=DTYPES[column.type])
        for column in session.get_inputs()
    }
    names = [output.name for output in session.get_outputs()]
    batch = session.run(names, feeds)
    rows = [{name: part[row : row + 1] for name, part in feeds.items()} for row in range(SINGLE_ROWS)]
    singly = [np.concatenate(parts) for parts in zip(*(session.run(names, row) for row in rows))]
    nothing = session.run(names, {name: part[:0] for name, part in feeds.items()})
    assert all(len(answer) == 0 for answer in nothing)
    answers = {
        "batch": dict(zip(names, map(as_list, batch))),
        "singly": dict(zip(names, map(as_list, singly))),
        "metadata": session.get_modelmeta().custom_metadata_map,
    }
    with open(answers_path, "w", encoding="utf-8") as file:
        json.dump(answers, file)


def as_list(answer):
    return [None if value != value else value for value in answer.ravel().tolist()]


main(*sys.argv[1:])
