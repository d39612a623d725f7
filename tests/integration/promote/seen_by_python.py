"""Tells what Python's MlflowClient sees of a registered model: a JSON request in, an answer out.

Request: {"name": registered model}. Answer: aliases, versions by number, audit keys.
"""

import json
import sys
import warnings

from mlflow import MlflowClient

warnings.filterwarnings("ignore", category=FutureWarning)


def main(name):
    client = MlflowClient()
    model = client.get_registered_model(name)
    versions = client.search_model_versions(f"name = '{name}'")
    in_production = client.get_latest_versions(name, ["Production"])
    json.dump({
        "aliases": {alias: int(version) for alias, version in model.aliases.items()},
        "stages": {version.version: version.current_stage for version in versions},
        "sources": {version.version: version.tags.get("data.source") for version in versions},
        "production": [int(version.version) for version in in_production],
        "audit": sorted(key for key in model.tags if key.startswith("audit.0")),
    }, sys.stdout)


main(json.load(sys.stdin)["name"])
