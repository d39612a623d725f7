/** The contract of every distribution that TPE compares: two verbs. */
import type { Random } from "@/data/random.ts";

/** A distribution over one parameter's values. */
export interface Density<Value> {
  /** A value of the parameter. */
  sample(random: Random): Value;
  /** Natural logarithm of the density at a value; of its probability where values are discrete. */
  logPdf(value: Value): number;
}
