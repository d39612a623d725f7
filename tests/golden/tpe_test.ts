/** Mixtures, densities, probabilities and splits equal those of Hyperopt 0.3.0. */
import assert from "node:assert/strict";
import type { ParamValue } from "@/estimators/contract.ts";
import { erf } from "@/tune/erf.ts";
import { linearForgettingWeights } from "@/tune/linear_forgetting.ts";
import { type NumericParameter, numericPrior, toAxis } from "@/tune/numeric_prior.ts";
import { optionValue } from "@/tune/option.ts";
import { parzenEstimator } from "@/tune/parzen_estimator.ts";
import { posterior } from "@/tune/posterior.ts";
import type { ChoiceParameter, Parameter, RandomIntegerParameter } from "@/tune/space.ts";
import { splitTrials } from "@/tune/split_trials.ts";
import golden from "./tpe.json" with { type: "json" };

const tolerance = 1e-12;

/** A case as JSON holds it. */
interface Case {
  readonly parameter: Parameter;
  readonly observed: readonly ParamValue[];
  readonly probabilities?: readonly number[];
  readonly weights?: readonly number[];
  readonly mus?: readonly number[];
  readonly sigmas?: readonly number[];
  readonly points?: readonly number[];
  readonly logDensities?: readonly number[];
}

function assertAllClose(actual: Iterable<number>, expected: readonly number[], what: string) {
  const values = [...actual];
  assert.equal(values.length, expected.length, `number of ${what}`);
  values.forEach((value, i) => {
    const bound = tolerance * Math.max(1, Math.abs(expected[i]));
    const isClose = Math.abs(value - expected[i]) <= bound;
    assert.ok(isClose, `${what} ${i}: ${value}, expected ${expected[i]}`);
  });
}

/** All values of a parameter that has finitely many. */
const valuesOf = (parameter: RandomIntegerParameter | ChoiceParameter): ParamValue[] =>
  parameter.type === "choice"
    ? parameter.options.map(optionValue)
    : Array.from({ length: parameter.high - parameter.low }, (_, i) => parameter.low + i);

const cases = golden.posteriors as unknown as readonly Case[];
const byParameter = Map.groupBy(cases, ({ parameter }) => JSON.stringify(parameter));

for (const [name, ofParameter] of byParameter) {
  Deno.test(`densities given observations equal Hyperopt's: ${name}`, () => {
    for (const { parameter, observed, ...expected } of ofParameter) {
      const density = posterior(parameter, observed);
      const what = `after ${observed.length} observations`;
      if (expected.probabilities) {
        const values = valuesOf(parameter as RandomIntegerParameter | ChoiceParameter);
        const probabilities = values.map((value) => Math.exp(density.logPdf(value)));
        assertAllClose(probabilities, expected.probabilities, `probabilities ${what}`);
        continue;
      }
      const prior = numericPrior(parameter as NumericParameter);
      const places = observed.map((value) => toAxis(Number(value), prior));
      const mixture = parzenEstimator(places, prior);
      for (const part of ["weights", "mus", "sigmas"] as const) {
        assertAllClose(mixture[part], expected[part]!, `${part} ${what}`);
      }
      const logDensities = expected.points!.map((point) => density.logPdf(point));
      assertAllClose(logDensities, expected.logDensities!, `log densities ${what}`);
    }
  });
}

Deno.test("old observations fade as in Hyperopt", () => {
  for (const { count, weights } of golden.forgetting) {
    assertAllClose(linearForgettingWeights(count), weights, `weights of ${count}`);
  }
});

Deno.test("good and other trials are told apart as in Hyperopt, ties included", () => {
  for (const { losses, below, above } of golden.splits) {
    const split = splitTrials(losses.map((loss, number) => ({ number, point: {}, loss })));
    assert.deepEqual(split.below.map(({ number }) => number), below);
    assert.deepEqual(split.above.map(({ number }) => number), above);
  }
});

Deno.test("the error function is SciPy's", () => {
  for (const [x, expected] of golden.erf) {
    const bound = Number.EPSILON * Math.abs(expected);
    assert.ok(Math.abs(erf(x) - expected) <= bound, `erf(${x})`);
  }
});
