/** The error function, in the approximations that SciPy uses, so that densities can equal its own. */

const smallNumerator = [
  9.60497373987051638749e0,
  9.00260197203842689217e1,
  2.23200534594684319226e3,
  7.00332514112805075473e3,
  5.55923013010394962768e4,
];
const smallDenominator = [
  1,
  3.35617141647503099647e1,
  5.21357949780152679795e2,
  4.59432382970980127987e3,
  2.26290000613890934246e4,
  4.92673942608635921086e4,
];
const tailNumerator = [
  2.46196981473530512524e-10,
  5.64189564831068821977e-1,
  7.46321056442269912687e0,
  4.86371970985681366614e1,
  1.96520832956077098242e2,
  5.26445194995477358631e2,
  9.34528527171957607540e2,
  1.02755188689515710272e3,
  5.57535335369399327526e2,
];
const tailDenominator = [
  1,
  1.32281951154744992508e1,
  8.67072140885989742329e1,
  3.54937778887819891062e2,
  9.75708501743205489753e2,
  1.82390916687909736289e3,
  2.24633760818710981792e3,
  1.65666309194161350182e3,
  5.57535340817727675546e2,
];

/** From here on the error function is 1 in double precision. */
const saturation = 6;

/**
 * erf(x) = 2/√π ∫₀ˣ exp(−t²) dt, to two units in the last place. Rational approximations and
 * coefficients of the Cephes library (Moshier, "Methods and Programs for Mathematical Functions",
 * 1989; `ndtr.c` of release 2.2).
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size <= 1) {
    const square = x * x;
    return x * polynomial(smallNumerator, square) / polynomial(smallDenominator, square);
  }
  if (size >= saturation) return Math.sign(x);
  const tail = Math.exp(-size * size) * polynomial(tailNumerator, size) /
    polynomial(tailDenominator, size);
  return Math.sign(x) * (1 - tail);
}

/** Horner's rule; the highest power's coefficient comes first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i];
  return sum;
}
