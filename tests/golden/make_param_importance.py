"""Writes param_importance.json: parameter importances of Optuna's fANOVA on made-up trials.

Run with a Python that has optuna and scikit-learn:
python make_param_importance.py && deno fmt param_importance.json

Optuna averages over the values themselves, so log-uniform parameters are given to it as
logarithms, and it has no conditional parameters, so these are drawn anew where they do not exist.
"""

import json
import math
from pathlib import Path

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import FanovaImportanceEvaluator, get_param_importances

SEEDS = range(10)


def forest_space():
    return {
        "trees": {"type": "quniform", "low": 50, "high": 500, "q": 1},
        "depth": {"type": "quniform", "low": 1, "high": 12, "q": 1},
        "share": {"type": "uniform", "low": 0.1, "high": 1},
        "criterion": {"type": "choice", "options": ["gini", "entropy", "log_loss"]},
        "bootstrap": {"type": "choice", "options": [True, False]},
    }


def forest_loss(p, noise):
    return (
        0.004 * (p["depth"] - 5) ** 2
        + 0.06 * abs(p["share"] - 0.4)
        + (0.05 if p["criterion"] == "gini" else 0)
        + noise(0.01)
    )


def boosting_space():
    return {
        "rate": {"type": "loguniform", "low": 1e-4, "high": 1},
        "lambda": {"type": "loguniform", "low": 1e-3, "high": 100},
        "booster": {
            "type": "choice",
            "options": [
                "tree",
                {
                    "value": "dart",
                    "parameters": {"drop": {"type": "uniform", "low": 0, "high": 0.9}},
                },
            ],
        },
    }


def boosting_loss(p, noise):
    dart = p["booster"] == "dart"
    return (
        0.02 * (math.log10(p["rate"]) + 1.5) ** 2
        + (0.15 * p["drop"] ** 2 - 0.02 if dart else 0)
        + 0.004 * math.log10(p["lambda"])
        + noise(0.005)
    )


CASES = {
    "200 trials of a forest": (forest_space, forest_loss, 200, 1),
    "60 trials of a forest": (forest_space, forest_loss, 60, 2),
    "20 trials of a forest": (forest_space, forest_loss, 20, 3),
    "200 trials with a conditional parameter": (boosting_space, boosting_loss, 200, 4),
    "60 trials with a conditional parameter": (boosting_space, boosting_loss, 60, 5),
}


def draw(parameter, random):
    if parameter["type"] == "choice":
        return random.integers(len(parameter["options"]))
    low, high = parameter["low"], parameter["high"]
    if parameter["type"] == "loguniform":
        return float(f"{math.exp(random.uniform(math.log(low), math.log(high))):.4g}")
    value = random.uniform(low, high)
    return round(value) if parameter["type"] == "quniform" else round(value, 4)


def draw_point(space, random):
    point = {}
    for name, parameter in space.items():
        value = draw(parameter, random)
        if parameter["type"] == "choice":
            option = parameter["options"][value]
            if isinstance(option, dict):
                point |= draw_point(option["parameters"], random)
                option = option["value"]
            value = option
        point[name] = value
    return point


def flat(space):
    for name, parameter in space.items():
        yield name, parameter
        for option in parameter.get("options", []):
            if isinstance(option, dict):
                yield from flat(option["parameters"])


def distribution(parameter):
    if parameter["type"] == "choice":
        options = parameter["options"]
        return CategoricalDistribution([o["value"] if isinstance(o, dict) else o for o in options])
    low, high = parameter["low"], parameter["high"]
    if parameter["type"] == "loguniform":
        return FloatDistribution(math.log(low), math.log(high))
    return (IntDistribution if parameter["type"] == "quniform" else FloatDistribution)(low, high)


def optuna_weights(space, trials, seed):
    random = np.random.default_rng(seed)
    parameters = dict(flat(space))
    distributions = {name: distribution(parameter) for name, parameter in parameters.items()}
    study = optuna.create_study()
    for trial in trials:
        params = {}
        for name, parameter in parameters.items():
            value = trial["point"].get(name)
            if value is None:
                value = draw(parameter, random)
            params[name] = math.log(value) if parameter["type"] == "loguniform" else value
        study.add_trial(
            optuna.create_trial(params=params, distributions=distributions, value=trial["loss"])
        )
    return get_param_importances(study, evaluator=FanovaImportanceEvaluator(seed=seed))


def make_case(name, make_space, loss, count, seed):
    random = np.random.default_rng(seed)
    space = make_space()
    trials = []
    for number in range(count):
        point = draw_point(space, random)
        value = loss(point, lambda deviation: random.normal() * deviation)
        trials.append({"number": number, "point": point, "loss": round(value, 6)})
    weights = [optuna_weights(space, trials, seed) for seed in SEEDS]
    mean = {key: round(float(np.mean([w[key] for w in weights])), 4) for key, _ in flat(space)}
    spread = {key: round(float(np.ptp([w[key] for w in weights])), 4) for key in mean}
    print(name, mean, "between seeds:", spread)
    return {"name": name, "space": space, "trials": trials, "weights": mean}


optuna.logging.set_verbosity(optuna.logging.WARNING)
golden = {
    "version": optuna.__version__,
    "cases": [make_case(name, *case) for name, case in CASES.items()],
}
path = Path(__file__).with_name("param_importance.json")
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n", "utf-8")
print(path.stat().st_size)
