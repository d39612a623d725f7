"""Scores tables in a local Spark session: a JSON request on standard input, answers out.

Request: {"models": [uri], "tables": [{"path", "schema"}]}; a table is a file of JSON lines that are
numbered in the column `row`. NaN is null in the answers.
"""

import json
import os
import sys

import mlflow
from pyspark.sql import SparkSession, functions

os.environ["PYSPARK_PYTHON"] = sys.executable


def main(request):
    # Nothing may listen on anything but the loopback interface.
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    try:
        tables = [
            spark.read.schema(f"row long, {table['schema']}").json(table["path"], mode="FAILFAST")
            for table in request["tables"]
        ]
        answers = [[score(spark, uri, table) for table in tables] for uri in request["models"]]
    finally:
        spark.stop()
    json.dump(answers, sys.stdout)


def score(spark, uri, table):
    predict = mlflow.pyfunc.spark_udf(
        spark, uri, result_type="prediction long, probability double", env_manager="local"
    )
    columns = [column for column in table.columns if column != "row"]
    answer = predict(functions.struct(*columns)).alias("answer")
    frame = table.select("row", answer).select("row", "answer.*").toPandas().sort_values("row")
    return {
        "row": frame["row"].tolist(),
        "prediction": frame["prediction"].tolist(),
        "probability": [None if p != p else p for p in frame["probability"]],
    }


main(json.load(sys.stdin))
