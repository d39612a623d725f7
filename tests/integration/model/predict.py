"""Loads MLflow models and predicts tables with them: a JSON request on standard input, answers out.

Request: {"models": [uri], "tables": [{"columns": {name: cells}, "types": {name: dtype}}],
"refused": [table], "boosters": [{"uri", "features"}]}. NaN is null in both directions.
"""

import json
import sys

import mlflow
import onnx
import pandas as pd
import xgboost


def main(request):
    tables = [as_frame(table) for table in request["tables"]]
    refused = [as_frame(table) for table in request["refused"]]
    json.dump({
        "models": [about(uri, tables, refused) for uri in request["models"]],
        "boosters": [boost(**booster) for booster in request["boosters"]],
    }, sys.stdout)


def as_frame(table):
    columns = {
        name: pd.Series(cells, dtype=table["types"].get(name))
        for name, cells in table["columns"].items()
    }
    return pd.DataFrame(columns)


def about(uri, tables, refused):
    model = mlflow.pyfunc.load_model(uri)
    onnx.checker.check_model(mlflow.onnx.load_model(uri), full_check=True)
    inputs = model.metadata.get_input_schema()
    return {
        "required": inputs.required_input_names(),
        "inputs": inputs.input_names(),
        "outputs": model.metadata.get_output_schema().input_names(),
        "modelId": model.model_id,
        "runId": model.metadata.run_id,
        "example": answers(model, model.input_example),
        "tables": [answers(model, table) for table in tables],
        "refusals": [refusal(model, table) for table in refused],
    }


def answers(model, table):
    frame = model.predict(table)
    return {
        "index": frame.index.tolist() == table.index.tolist(),
        "prediction": frame["prediction"].tolist(),
        "probability": [None if p != p else p for p in frame["probability"]],
    }


def refusal(model, table):
    try:
        return answers(model, table)
    except ValueError as error:
        return str(error)


def boost(uri, features):
    booster = mlflow.xgboost.load_model(uri)
    matrix = xgboost.DMatrix(
        [[float("nan") if x is None else x for x in row] for row in features],
        feature_names=booster.feature_names,
        nthread=1,
    )
    return booster.predict(matrix).tolist()


main(json.load(sys.stdin))
