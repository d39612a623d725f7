"""Writes tpe.json: Hyperopt's mixtures, densities, posterior probabilities and splits.

Every figure comes from Hyperopt's own functions. One of their leaves is changed: NumPy's argsort is
asked for a stable order, since its default order of equal values differs between processors.

Run with: python make_tpe.py > tpe.json && deno fmt tpe.json
(hyperopt 0.3.0, NumPy 2.4.6, SciPy 1.17.1; requirements/hyperopt.lock)
"""

import json
import math
import sys
import types

import numpy as np
from hyperopt import tpe
from hyperopt.pyll import as_apply, rec_eval, scope
from scipy.special import erf

stable = types.ModuleType("numpy, sorting stably")
stable.__dict__.update(np.__dict__)
stable.argsort = lambda values: np.argsort(values, kind="stable")
tpe.np = stable

random = np.random.default_rng(20111212)

PARAMETERS = [
    {"type": "uniform", "low": -2.0, "high": 5.0},
    {"type": "uniform", "low": 0.0, "high": 1e-13},
    {"type": "quniform", "low": 1, "high": 20, "q": 1},
    {"type": "quniform", "low": -1.0, "high": 1.0, "q": 0.1},
    {"type": "quniform", "low": 1, "high": 11, "q": 4},
    {"type": "quniform", "low": 0, "high": 1, "q": 1000},
    {"type": "loguniform", "low": 1e-5, "high": 10.0},
    {"type": "qloguniform", "low": 1, "high": 300, "q": 1},
    {"type": "qloguniform", "low": 0.25, "high": 100, "q": 8},
    {"type": "normal", "mu": 3.0, "sigma": 2.0},
    {"type": "qnormal", "mu": -1.0, "sigma": 4.0, "q": 0.5},
    {"type": "lognormal", "mu": -2.0, "sigma": 1.5},
    {"type": "qlognormal", "mu": 1.0, "sigma": 1.0, "q": 2},
    {"type": "randint", "low": 3, "high": 11},
    {"type": "choice", "options": ["a", "b", "c", "d"]},
    {"type": "choice", "options": ["a", "b", "c"], "probabilities": [0.1, 0.7, 0.2]},
]
COUNTS = [0, 1, 2, 5, 30, 60]


def is_log(parameter):
    return "log" in parameter["type"]


def bounds(parameter):
    """The bounds as Hyperopt takes them."""
    return {
        key: math.log(parameter[key]) if is_log(parameter) else parameter[key]
        for key in ("low", "high")
        if key in parameter
    }


def option_count(parameter):
    if parameter["type"] == "randint":
        return parameter["high"] - parameter["low"]
    return len(parameter["options"])


def draw(parameter, size):
    """Draws of the prior, by the functions of hyperopt.pyll.stochastic."""
    if parameter["type"] == "randint":
        drawn = scope.randint(parameter["low"], parameter["high"], rng=random, size=size)
    elif parameter["type"] == "choice":
        p = parameter.get("probabilities", [1 / option_count(parameter)] * option_count(parameter))
        drawn = scope.categorical(p, rng=random, size=size)
    else:
        rest = {key: parameter[key] for key in ("mu", "sigma", "q") if key in parameter}
        prior = getattr(scope, parameter["type"])
        drawn = prior(**bounds(parameter), **rest, rng=random, size=size)
    drawn = rec_eval(drawn)
    # Fewer digits make a smaller file; integers are categories' indices.
    return drawn if drawn.dtype.kind == "i" else np.array([float(f"{x:.7g}") for x in drawn])


def histories(parameter):
    for count in COUNTS:
        yield draw(parameter, count)
    few = draw(parameter, 3)
    yield few[random.integers(0, 3, 30)]
    yield np.repeat(few[:1], 27)
    if "options" not in parameter and parameter["type"] != "randint":
        ends = [parameter["low"], parameter["high"]] if "low" in parameter else few[:2]
        if "q" in parameter:
            ends = np.round(np.array(ends) / parameter["q"]) * parameter["q"]
        yield np.array(ends, dtype=float)
        yield np.array([*ends, *few, *ends], dtype=float)
        if not is_log(parameter):
            middle = parameter.get("mu", sum(bounds(parameter).values()) / 2)
            yield np.array([middle])
            yield np.array([middle, middle, few[0]])


def posterior_node(parameter, observed):
    """What Hyperopt builds for the observations, in its own expression graph."""
    size = len(observed)
    if parameter["type"] == "choice" and "probabilities" in parameter:
        # In the vectorised graph p arrives once for each candidate.
        p = as_apply(np.tile(parameter["probabilities"], (2, 1)))
        return tpe.ap_categorical_sampler(observed, 1.0, p, size=2, rng=None)
    if parameter["type"] == "choice":
        return tpe.ap_randint_sampler(observed, 1.0, as_apply(option_count(parameter)), size=2)
    if parameter["type"] == "randint":
        low, high = as_apply(parameter["low"]), as_apply(parameter["high"])
        return tpe.ap_randint_sampler(observed, 1.0, low, high, size=2)
    sampler = tpe.adaptive_parzen_samplers[parameter["type"]]
    names = [name for name in ("low", "high", "mu", "sigma", "q") if name in parameter]
    arguments = {**parameter, **bounds(parameter)}
    return sampler(observed, 1.0, *[as_apply(arguments[name]) for name in names], size=size)


def log_densities(node, points):
    lpdf = getattr(scope, node.name + "_lpdf")
    named = {name: value for name, value in node.named_args if name not in ("rng", "size")}
    return rec_eval(lpdf(points, *node.pos_args, **named))


def case(parameter, observed):
    node = posterior_node(parameter, as_apply(observed))
    if parameter["type"] in ("randint", "choice"):
        probabilities = rec_eval(node.pos_args[0])
        if parameter["type"] == "choice":
            observed = [parameter["options"][index] for index in observed]
        return {"observed": list(observed), "probabilities": list(probabilities)}
    weights, mus, sigmas = (rec_eval(node.pos_args[i]) for i in range(3))
    points = np.unique(np.concatenate([draw(parameter, 4), observed[:2]]))
    return {
        "observed": list(observed),
        "weights": list(weights),
        "mus": list(mus),
        "sigmas": list(sigmas),
        "points": list(points),
        "logDensities": list(log_densities(node, points)),
    }


def split(losses):
    """Trials on each side, by number; their values are their numbers."""
    numbers = np.arange(len(losses))
    below, above = rec_eval(
        scope.ap_split_trials(numbers, numbers, numbers, losses, tpe._default_gamma)
    )
    return {"losses": list(losses), "below": list(below), "above": list(above)}


def splits():
    for count in (0, 1, 2, 16, 17, 20, 64, 65, 400):
        yield split(np.round(random.normal(size=count), 3))
    for count in (2, 20, 100):
        yield split(np.zeros(count))
        yield split(random.integers(0, 3, count).astype(float))
    yield split(np.concatenate([np.round(random.normal(size=30), 2)] * 2))


def plain(value):
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


erf_points = np.unique(np.concatenate([np.linspace(-7, 7, 57), random.normal(size=20), [1e-300]]))
json.dump(
    plain({
        "erf": [[x, erf(x)] for x in erf_points],
        "forgetting": [
            {"count": count, "weights": list(tpe.linear_forgetting_weights(count, 25))}
            for count in (0, 1, 24, 25, 26, 27, 40)
        ],
        "posteriors": [
            {"parameter": parameter} | case(parameter, seen)
            for parameter in PARAMETERS
            for seen in histories(parameter)
        ],
        "splits": list(splits()),
    }),
    sys.stdout,
)
