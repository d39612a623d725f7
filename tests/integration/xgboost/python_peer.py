"""Reads a training job and a fitted estimator from standard input; answers with what XGBoost says of them."""

import json
import sys

import numpy as np
import xgboost as xgb

request = json.load(sys.stdin)
X = np.array(request["rows"], np.float32)
names = request["featureNames"]
training = xgb.DMatrix(X, label=np.array(request["labels"]), feature_names=names, nthread=1)
trained = xgb.train(request["params"], training, request["roundCount"])
loaded = xgb.Booster()
loaded.load_model(bytearray(request["fitted"]["model"], "utf-8"))
test = xgb.DMatrix(X, feature_names=names, nthread=1)
json.dump({
    "trainedModel": bytes(trained.save_raw("json")).decode(),
    "trainedPredictions": trained.predict(test).view(np.uint32).tolist(),
    "loadedModel": bytes(loaded.save_raw("json")).decode(),
    "loadedUbj": bytes(loaded.save_raw("ubj")).hex(),
    "loadedPredictions": loaded.predict(test).view(np.uint32).tolist(),
}, sys.stdout)
