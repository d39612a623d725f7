/** Reads one raw row, or says everything that is wrong with it, and words the model's answer. */
import { outcomeNames } from "@/plots/outcome.ts";
import type { NumericColumn, Schema } from "@/schema/column.ts";
import { type RawRow, readRow, type Row, type RowIssue } from "@/schema/row.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";
import { rowWarnings, type Warning } from "@/workflows/serve/warnings.ts";

/** A row that can be used. */
export interface Patient {
  readonly row: Row;
  /** What was missing, unknown or implausible. */
  readonly issues: readonly RowIssue[];
}

/** One wrong field of a row. */
export interface Fault {
  readonly field: string;
  readonly message: string;
}

/** A row that cannot be used, with every fault at once. */
export interface Refusal {
  readonly faults: readonly Fault[];
}

/** What the model says of a patient. */
export interface Answer {
  readonly prediction: 0 | 1;
  /** The prediction in words. */
  readonly label: string;
  /** Probability of disease, in [0, 1]. */
  readonly probability: number;
  readonly warnings: readonly Warning[];
}

/** What to make of fields that are no feature. */
export type UnknownFields = "refuse" | "ignore";

/** Whether a row was refused. */
export function isRefusal(outcome: object): outcome is Refusal {
  return "faults" in outcome;
}

/** Whether a row can be used. */
export function isPatient(outcome: Patient | Refusal): outcome is Patient {
  return !isRefusal(outcome);
}

/** Reads one row of raw values, JSON's or a table's. */
export function readPatient(
  schema: Schema,
  raw: RawRow,
  unknownFields: UnknownFields,
): Patient | Refusal {
  const { row, issues, refused } = readRow(schema, raw);
  const nested = issues.filter(isNested);
  const strangers = unknownFields === "refuse" ? strangersIn(schema, raw) : [];
  if (refused.length + nested.length + strangers.length === 0) return { row, issues };
  return {
    faults: [
      ...refused.map((issue) => numberFault(schema, issue)),
      ...nested.map(({ column }) => ({
        field: column,
        message: "Expected text, a number, true, false or null.",
      })),
      ...strangerFaults(strangers),
    ],
  };
}

/** The answer that a probability of disease comes to. */
export function answerOf(
  model: Pick<ServedModel, "pipeline" | "ranges">,
  { row, issues }: Patient,
  probability: number,
): Answer {
  const prediction = probability >= model.pipeline.threshold ? 1 : 0;
  const warnings = rowWarnings(model, row, issues);
  return { prediction, label: outcomeNames[prediction], probability, warnings };
}

/** Categories take any text, but a list or an object is a mistake of the program that sent it. */
function isNested({ issue, found }: RowIssue): boolean {
  return issue === "unknown-category" && typeof found === "object";
}

/** Fields that nobody needs to see all of: one who sends so many sends something else. */
const namedStrangerCount = 20;

/** The faults of fields that there are not. */
export function strangerFaults(fields: readonly string[]): Fault[] {
  const message = "There is no such field.";
  const faults = fields.slice(0, namedStrangerCount).map((field) => ({ field, message }));
  const otherCount = fields.length - faults.length;
  if (otherCount === 0) return faults;
  const last = faults[faults.length - 1].field;
  return [
    ...faults.slice(0, -1),
    { field: last, message: `There is no such field, nor are there ${otherCount} others.` },
  ];
}

function strangersIn({ features }: Schema, raw: RawRow): string[] {
  return Object.keys(raw).filter((field) => !features.some(({ name }) => name === field));
}

/** Only numbers are ever refused. */
function numberFault({ features }: Schema, { column: field, issue, found }: RowIssue): Fault {
  const column = features.find(({ name }) => name === field) as NumericColumn;
  if (issue === "not-a-number") {
    return { field, message: "Expected a number, a number as text, or null." };
  }
  const { limits: [lowest, highest], integer, unit } = column;
  const kind = integer ? "an integer" : "a number";
  const range = `${kind} from ${lowest} to ${highest}${unit === "" ? "" : ` ${unit}`}`;
  return { field, message: `Expected ${range}, found ${String(found).slice(0, 40)}.` };
}
