/** Hyperparameters and their values as a person reads them. */
import type { ParamValue } from "@/estimators/contract.ts";

const longestText = 40;

/**
 * Whole numbers below 100,000 as they are, others with three digits that count, such as `0.05` or
 * `2.5e-5`; texts as {@linkcode nameText} has them.
 */
export function valueText(value: ParamValue): string {
  if (typeof value !== "number") return nameText(String(value));
  if (Number.isInteger(value) && Math.abs(value) < 1e5) return String(value);
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  if (size >= 1e-3 && size < 1e5) return String(rounded);
  return rounded.toExponential().replace("e+", "e");
}

/** A name, cut after 40 characters: longer ones fit on no line. */
export function nameText(name: string): string {
  return name.length > longestText ? `${name.slice(0, longestText - 1)}…` : name;
}
