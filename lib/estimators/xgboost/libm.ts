/**
 * Single-precision exp and log with the very bits of glibc's libm, which XGBoost calls.
 *
 * Source: Arm optimized-routines, `math/expf.c`, `math/logf.c` and their tables (MIT licence,
 * © 2017–2018 Arm Limited), in glibc since 2.27. Both work in double precision and round once at
 * the end. They are compiled with fused multiply-add on ARM64 and on every x86-64 of the last
 * decade; the one place where that shows in the result is the reduced argument, whose product is
 * therefore formed exactly here, from a constant split in two halves of at most 29 bits.
 */

const { fround } = Math;

/** [head, rest] with head + rest = value, so that either times a single is exact in double. */
function split(value: number): [head: number, rest: number] {
  const scaled = value * (2 ** 29 + 1);
  const head = scaled - (scaled - value);
  return [head, value - head];
}

const stepCount = 32;
const stepsPerUnit = Math.LOG2E * stepCount;
const [stepsHead, stepsRest] = split(stepsPerUnit);
/** 2^(i / 32). */
const fractionalPowers = Float64Array.from({ length: stepCount }, (_, i) => 2 ** (i / stepCount));
/** Coefficients of 2^(r / 32) - 1 for |r| ≤ ½, cubic first. */
const [exp3, exp2, exp1] = [
  1.6938359250920212e-6,
  2.3459809789509004e-4,
  2.1660849396613134e-2,
];
/** Adding and subtracting it rounds a double to the nearest integer, ties to even. */
const roundingShift = 1.5 * 2 ** 52;
/** Beyond it e^x is no finite single. */
const expOverflow = 88.72283172607422;
/** Below it e^x rounds to zero. */
const expUnderflow = -103.97207641601562;

/** What {@linkcode expf} computes with, for those who build the same computation elsewhere. */
export const expfConstants = {
  stepsPerUnit,
  stepsHead,
  stepsRest,
  fractionalPowers,
  /** Cubic first; the constant one is 1. */
  coefficients: [exp3, exp2, exp1],
  underflow: expUnderflow,
} as const;

/** e^x for a single x, within 0.502 units in the last place. */
export function expf(x: number): number {
  if (x > expOverflow) return Infinity;
  if (x < expUnderflow) return 0;
  const steps = stepsPerUnit * x + roundingShift - roundingShift;
  const r = (stepsHead * x - steps) + stepsRest * x;
  const fraction = steps & (stepCount - 1);
  const scale = fractionalPowers[fraction] * 2 ** ((steps - fraction) / stepCount);
  return fround(((exp3 * r + exp2) * (r * r) + (exp1 * r + 1)) * scale);
}

/** 1/c and log c for 16 values of c over [0.7, 1.4). */
const logTable = new Float64Array([
  ...[1.398907162146528, -0.33569133332882284],
  ...[1.3403141896637998, -0.2929040563774074],
  ...[1.286432210124115, -0.2518726580937369],
  ...[1.2367150214269895, -0.21245868807117255],
  ...[1.1906977166711752, -0.17453945183745634],
  ...[1.1479821020556429, -0.1380057072319758],
  ...[1.1082251448272158, -0.10275976698545139],
  ...[1.0711297413057381, -0.06871392447020525],
  ...[1.036437278977283, -0.0357891387398228],
  ...[1, 0],
  ...[0.9492859795739057, 0.05204517742929496],
  ...[0.8951049428609004, 0.11081431298787942],
  ...[0.8476821620351103, 0.1652495223695143],
  ...[0.8050314851692001, 0.21687389031699977],
  ...[0.7664671008843108, 0.2659635028121397],
  ...[0.731428603316328, 0.3127556664073557],
]);
/** Coefficients of log(1 + r) - r, quartic first. */
const [log4, log3, log2] = [-0.25089342214237154, 0.333456765744066, -0.4999997485802103];
/** Bits of the single 0.7, where the table begins. */
const logOffset = 0x3f330000;

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** Natural logarithm of a normal single x > 0, within 0.818 units in the last place. */
export function logf(x: number): number {
  if (x === 1) return 0;
  single[0] = x;
  const bits = singleBits[0];
  const shifted = (bits - logOffset) | 0;
  const exponent = shifted >> 23;
  const entry = 2 * ((shifted >> 19) & 15);
  singleBits[0] = bits - (exponent << 23);
  const mantissa = single[0];
  const [head, rest] = split(logTable[entry]);
  const r = (mantissa * head - 1) + mantissa * rest;
  const squared = r * r;
  const leading = logTable[entry + 1] + exponent * Math.LN2 + r;
  return fround((log4 * squared + (log3 * r + log2)) * squared + leading);
}
