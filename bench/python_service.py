"""The peer of `deno task serve`, as most would write it: FastAPI, scikit-learn, a log in CSV.

`python_service.py TABLE FOLDER`: fits a forest on the table, keeps it with joblib, loads it, serves
it on a free port, and appends each answer to a CSV. The log is flushed to the system after each row,
not synced to the disk: a crash of the machine may lose rows here that `deno task serve` keeps.
"""

import csv
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import joblib
import pandas as pd
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder

NUMERIC = ["age", "trestbps", "chol", "thalch", "oldpeak", "ca"]
CATEGORICAL = ["sex", "cp", "fbs", "restecg", "exang", "slope", "thal"]
TREES, DEPTH = 101, 8

table, folder = sys.argv[1], Path(sys.argv[2])


def fit() -> Pipeline:
    patients = pd.read_csv(table, dtype={name: str for name in CATEGORICAL})
    encoder = ColumnTransformer(
        [
            ("numeric", SimpleImputer(strategy="median"), NUMERIC),
            ("categorical", OneHotEncoder(handle_unknown="ignore"), CATEGORICAL),
        ]
    )
    forest = RandomForestClassifier(n_estimators=TREES, max_depth=DEPTH, random_state=42)
    pipeline = Pipeline([("encoder", encoder), ("forest", forest)])
    return pipeline.fit(prepared(patients), patients["num"] > 0)


def prepared(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows[NUMERIC].astype(float), rows[CATEGORICAL].fillna("missing")], axis=1)


class Patient(BaseModel):
    age: float | None = None
    sex: str | None = None
    cp: str | None = None
    trestbps: float | None = None
    chol: float | None = None
    fbs: str | None = None
    restecg: str | None = None
    thalch: float | None = None
    exang: str | None = None
    oldpeak: float | None = None
    slope: str | None = None
    ca: float | None = None
    thal: str | None = None


joblib.dump(fit(), folder / "model.joblib")
model = joblib.load(folder / "model.joblib")
log = open(folder / "prediction_log.csv", "a", newline="")
writer = csv.writer(log)
lock = threading.Lock()
app = FastAPI()


@app.post("/predict")
def predict(patient: Patient):
    started = time.perf_counter()
    fields = patient.model_dump()
    row = prepared(pd.DataFrame([fields]))
    probability = float(model.predict_proba(row)[0, 1])
    prediction = int(probability >= 0.5)
    request_id = str(uuid.uuid4())
    latency_ms = 1000 * (time.perf_counter() - started)
    with lock:
        timestamp = datetime.now(UTC).isoformat()
        writer.writerow([timestamp, request_id, *fields.values(), prediction, probability, latency_ms])
        log.flush()
    return {"prediction": prediction, "probability": probability, "request_id": request_id}


uvicorn.run(app, host="127.0.0.1", port=0, access_log=False)
