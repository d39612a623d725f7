/** Arbitrary labels and probabilities, with many ties and extremes. */
import fc from "fast-check";

const probability = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 10 }).map((votes) => votes / 10) },
  { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 5e-324, 0.5, 0.5 + 2 ** -53, 1 - 2 ** -53, 1) },
);

/** n labels and n probabilities, 1 to 40 rows; one class alone may occur. */
export const scoredRows = fc.array(
  fc.tuple(fc.constantFrom(0, 1), probability),
  { minLength: 1, maxLength: 40 },
).map((rows) => ({
  labels: Uint8Array.from(rows, ([label]) => label),
  probabilities: Float64Array.from(rows, ([, probability]) => probability),
}));

/** As {@linkcode scoredRows}, with both classes present. */
export const bothClasses = scoredRows.filter(({ labels }) =>
  labels.includes(0) && labels.includes(1)
);
