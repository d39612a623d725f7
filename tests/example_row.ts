/** The example request of README and documents, in UCI's codes. */
import type { RawRow } from "@/schema/row.ts";

/** The request that all documents show. */
export const exampleRow: RawRow = {
  age: 50,
  sex: "1",
  cp: "2",
  trestbps: 120,
  chol: 200,
  fbs: "0",
  restecg: "0",
  thalch: 160,
  exang: "0",
  oldpeak: 1.0,
  slope: "2",
  ca: "0.0",
  thal: "3.0",
};
