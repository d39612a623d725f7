"""Searches with Hyperopt's TPE; the loss of each point is asked for over standard output.

Reads one JSON line: {"space", "seeds", "trials"}, the space as lib/tune/space.ts declares it.
Writes {"version"}, then each {"point"} and reads its loss, a JSON line each; after each seed's trials
writes {"suggestMs": [...]}, the time of each suggestion.
"""

import json
import logging
import math
import sys
import time

import hyperopt
import numpy as np
from hyperopt import hp, tpe

logging.disable(logging.INFO)


def tell(message):
    print(json.dumps(message), flush=True)


def option(declared):
    if isinstance(declared, dict):
        return (declared["value"], space_of(declared["parameters"]))
    return (declared, {})


def parameter(name, declared):
    arguments = {key: value for key, value in declared.items() if key != "type"}
    if declared["type"] == "choice":
        options = [option(one) for one in declared["options"]]
        if "probabilities" in declared:
            return hp.pchoice(name, list(zip(declared["probabilities"], options)))
        return hp.choice(name, options)
    if declared["type"] == "randint":
        # Given by name, hyperopt 0.3.0 forgets to add low to what TPE draws.
        return hp.randint(name, declared["low"], declared["high"])
    if declared["type"] in ("loguniform", "qloguniform"):
        arguments |= {bound: math.log(declared[bound]) for bound in ("low", "high")}
    return getattr(hp, declared["type"])(name, **arguments)


def space_of(declared):
    return {name: parameter(name, one) for name, one in declared.items()}


def point_of(values):
    point = {}
    for name, value in values.items():
        if isinstance(value, tuple):
            value, nested = value
            point |= point_of(nested)
        point[name] = value.item() if isinstance(value, np.generic) else value
    return point


def loss_of(values):
    tell({"point": point_of(values)})
    return float(sys.stdin.readline())


task = json.loads(sys.stdin.readline())
tell({"version": hyperopt.__version__})
for seed in task["seeds"]:
    suggest_ms = []

    def suggest(*arguments):
        start = time.perf_counter()
        suggested = tpe.suggest(*arguments)
        suggest_ms.append(1000 * (time.perf_counter() - start))
        return suggested

    hyperopt.fmin(
        loss_of,
        space_of(task["space"]),
        algo=suggest,
        max_evals=task["trials"],
        rstate=np.random.default_rng(seed),
        show_progressbar=False,
        verbose=False,
    )
    tell({"suggestMs": suggest_ms})
