/** Search spaces from JSON: what is read, and how each fault is told. */
import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { parseSpace } from "@/tune/parse_space.ts";

/** The faults told of a space, without what comes before them. */
function faultsOf(json: unknown): string {
  try {
    parseSpace(json, "space.json");
  } catch (error) {
    assert.ok(error instanceof UserError);
    assert.equal(error.exitCode, exitCode.data);
    const start = "Cannot read a search space from space.json: ";
    assert.ok(error.message.startsWith(start), error.message);
    return error.message.slice(start.length, -1);
  }
  return "none";
}

const unit = { type: "uniform", low: 0, high: 1 };

Deno.test("a space of every family is read as it is", () => {
  const space = {
    a: unit,
    b: { type: "quniform", low: 1, high: 10, q: 2 },
    c: { type: "loguniform", low: 1e-5, high: 1 },
    d: { type: "qloguniform", low: 1, high: 100, q: 1 },
    e: { type: "normal", mu: 0, sigma: 1 },
    f: { type: "qnormal", mu: 0, sigma: 1, q: 0.5 },
    g: { type: "lognormal", mu: 0, sigma: 1 },
    h: { type: "qlognormal", mu: 0, sigma: 1, q: 1 },
    i: { type: "randint", low: -3, high: 3 },
    j: { type: "choice", options: [1, "1", true], probabilities: [0.5, 0.25, 0.25] },
    k: { type: "choice", options: ["x", { value: false, parameters: { l: unit } }] },
  };
  assert.deepEqual(parseSpace(space, "space.json"), space);
});

const faults: readonly [what: string, json: unknown, expected: string | RegExp][] = [
  ["no object", null, /expected record/],
  ["a list", [unit], /expected record/],
  ["an empty space", {}, "expected at least one parameter"],
  ["no parameter", { a: 3 }, /^a: .*expected object/],
  ["an unknown type", { a: { type: "unifrom" } }, /^a\.type: expected one of .*, found "unifrom"$/],
  ["no type", { a: { low: 0, high: 1 } }, /^a\.type: expected one of .*, found undefined$/],
  ["an unknown field", { a: { ...unit, q: 1 } }, /^a: Unrecognized key: "q"$/],
  ["a missing field", { a: { type: "uniform", low: 0 } }, /^a\.high: .*expected number/],
  ["text for a number", { a: { ...unit, low: "0" } }, /^a\.low: .*expected number/],
  ["an infinite bound", JSON.parse('{"a":{"type":"uniform","low":0,"high":1e999}}'), /^a\.high: /],
  ["NaN", { a: { ...unit, low: NaN } }, /^a\.low: /],
  [
    "bounds that are equal",
    { a: { ...unit, low: 1 } },
    "a.low: expected a value below high, 1, found 1",
  ],
  [
    "bounds that are swapped",
    { a: { type: "randint", low: 5, high: 2 } },
    /^a\.low: expected a value/,
  ],
  [
    "a range beyond doubles",
    { a: { type: "uniform", low: -1e308, high: 1e308 } },
    /^a\.high: too near or/,
  ],
  ["a step of 0", { a: { ...unit, type: "quniform", q: 0 } }, /^a\.q: .*>0$/],
  ["a negative step", { a: { ...unit, type: "quniform", q: -1 } }, /^a\.q: .*>0$/],
  ["a step too fine", { a: { ...unit, type: "quniform", q: 1e-300 } }, /^a\.q: too small to count/],
  [
    "a bound of 0 for logarithms",
    { a: { ...unit, type: "loguniform" } },
    /^a\.low: .*above 0.*found 0$/,
  ],
  [
    "logarithms for bounds",
    { a: { type: "qloguniform", low: -11.5, high: 0, q: 1 } },
    /^a\.low: .*not a logarithm, found -11\.5$/,
  ],
  ["a sigma of 0", { a: { type: "normal", mu: 0, sigma: 0 } }, /^a\.sigma: .*>0$/],
  [
    "values for logarithms",
    { a: { type: "lognormal", mu: 500, sigma: 200 } },
    /^a\.sigma: .*of the logarithm$/,
  ],
  [
    "a fraction for an integer",
    { a: { type: "randint", low: 0.5, high: 3 } },
    /^a\.low: .*expected int/,
  ],
  ["too many integers", { a: { type: "randint", low: 0, high: 2 ** 33 } }, /^a\.high: more than/],
  ["no options", { a: { type: "choice", options: [] } }, "a.options: expected at least one option"],
  [
    "null for an option",
    { a: { type: "choice", options: [null] } },
    /^a\.options\.0: expected a number/,
  ],
  [
    "an option twice",
    { a: { type: "choice", options: [1, { value: 1, parameters: {} }] } },
    /found 1 again$/,
  ],
  [
    "probabilities that sum to less than 1",
    { a: { type: "choice", options: [1, 2], probabilities: [0.5, 0.4] } },
    "a.probabilities: expected a sum of 1, found 0.9",
  ],
  [
    "a negative probability",
    { a: { type: "choice", options: [1, 2], probabilities: [-0.5, 1.5] } },
    /^a\.probabilities\.0: .*a\.probabilities\.1: /,
  ],
  [
    "probabilities of other options",
    { a: { type: "choice", options: [1, 2], probabilities: [1] } },
    "a.probabilities: expected one for each option, found 1 for 2 options",
  ],
  [
    "a name of an option's parameter that stands outside too",
    { a: unit, b: { type: "choice", options: [{ value: 1, parameters: { a: unit } }] } },
    "b.options.0.parameters.a: there is a 'a' already, at a",
  ],
  ["an empty name", { "": unit }, /'' cannot be a parameter's name$/],
  ["a name that objects reserve", JSON.parse('{"__proto__": 1, "a": 2}'), /'__proto__' cannot be/],
];

for (const [what, json, expected] of faults) {
  Deno.test(`a space with a fault is refused: ${what}`, () => {
    const found = faultsOf(json);
    if (typeof expected === "string") assert.equal(found, expected);
    else assert.match(found, expected);
  });
}

Deno.test("all faults are told at once, in options too", () => {
  const found = faultsOf({
    a: { type: "uniform", low: 2, high: 1 },
    b: {
      type: "choice",
      options: [
        { value: "x", parameters: { c: { type: "quniform", low: 0, high: 1, q: 0 }, a: unit } },
        { value: "x", parameters: { d: { type: "normal", mu: 0 } } },
      ],
      probabilities: [1],
    },
  });
  for (
    const place of [
      "a.low",
      "b.options.0.parameters.c.q",
      "b.options.1.parameters.d.sigma",
      "b.options",
      "b.probabilities",
      "b.options.0.parameters.a",
    ]
  ) assert.ok(found.includes(`${place}: `), `${place} in ${found}`);
});
