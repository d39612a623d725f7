"""Reads rows and an XGBoost model from standard input; answers with XGBoost's own contributions."""

import json
import sys

import numpy as np
import xgboost as xgb

request = json.load(sys.stdin)
booster = xgb.Booster()
booster.load_model(bytearray(request["model"], "utf-8"))
rows = np.array(request["rows"], np.float32)
matrix = xgb.DMatrix(rows, feature_names=request["featureNames"], nthread=1)
json.dump(booster.predict(matrix, pred_contribs=True).tolist(), sys.stdout)
