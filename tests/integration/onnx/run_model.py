"""Checks an ONNX model in full and runs it: run_model.py MODEL COLUMNS ANSWERS.

COLUMNS is a JSON object of arrays, null for NaN. ANSWERS becomes a JSON object: the outputs by name
for all rows at once ("whole") and for the first rows in batches of 1, 2, 3 and so on ("parts"),
each an array with null for NaN, and the model's metadata.
"""

import json
import sys

import numpy as np
import onnx
import onnxruntime

LARGEST_BATCH = 40
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

    def run(first, end):
        return session.run(names, {name: part[first:end] for name, part in feeds.items()})

    def as_lists(answers):
        return dict(zip(names, map(as_list, answers)))

    row_count = len(next(iter(feeds.values())))
    bounds = np.cumsum(range(LARGEST_BATCH + 1))
    parts = [run(first, end) for first, end in zip(bounds, bounds[1:]) if end <= row_count]
    assert all(len(answer) == 0 for answer in run(0, 0))
    answers = {
        "whole": as_lists(run(0, row_count)),
        "parts": as_lists(map(np.concatenate, zip(*parts))),
        "metadata": session.get_modelmeta().custom_metadata_map,
    }
    with open(answers_path, "w", encoding="utf-8") as file:
        json.dump(answers, file)


def as_list(answer):
    return [None if value != value else value for value in answer.ravel().tolist()]


main(*sys.argv[1:])
