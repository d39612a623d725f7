/** Standardising: a column's centre and spread. */
import { mean } from "@/preprocess/impute.ts";

/** `scaled = (value - center) / spread`. */
export interface Scaling {
  readonly center: number;
  readonly spread: number;
}

/** Leaves values as they are. */
export const identityScaling: Scaling = { center: 0, spread: 1 };

/**
 * Mean and population standard deviation, as scikit-learn's StandardScaler; a constant or empty
 * column is only centred.
 */
export function standardScaling(values: readonly number[]): Scaling {
  if (values.length === 0) return identityScaling;
  const center = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  const spread = Math.sqrt(squares / values.length);
  return { center, spread: spread > 0 ? spread : 1 };
}
