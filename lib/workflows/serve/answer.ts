/** Answers one raw row, or says everything that is wrong with it. */
import type { Column } from "@/schema/column.ts";
import { type RawRow, readRow, type Row, type RowIssue } from "@/schema/row.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";
import { rowWarnings, type Warning } from "@/workflows/serve/warnings.ts";

/** What the model says of a row. */
export interface Answer {
  readonly prediction: 0 | 1;
  /** The prediction in words. */
  readonly label: string;
  /** Probability of disease, in [0, 1]. */
  readonly probability: number;
  readonly warnings: readonly Warning[];
  /** The row as it was read. */
  readonly row: Row;
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

/** What to make of fields that are no feature. */
export type UnknownFields = "refuse" | "ignore";

/** Whether a row was refused. */
export function isRefusal(outcome: Answer | Refusal): outcome is Refusal {
  return "faults" in outcome;
}

/** Answers one row of raw values, JSON's or a table's. */
export function answerRow(
  model: ServedModel,
  raw: RawRow,
  unknownFields: UnknownFields = "refuse",
): Answer | Refusal {
  const { schema, threshold } = model.pipeline;
  const { row, issues, refused } = readRow(schema, raw);
  const faults = [
    ...refused.map(({ column, issue, found }) => fault(columnOf(model, column), issue, found)),
    ...issues.filter(isNested).map(({ column }) => ({
      field: column,
      message: "Expected text, a number or null.",
    })),
    ...(unknownFields === "refuse" ? strangers(model, raw) : []),
  ];
  if (faults.length > 0) return { faults };
  const probability = model.score(row);
  const prediction = probability >= threshold ? 1 : 0;
  const warnings = rowWarnings(model, row, issues);
  return { prediction, label: outcomeNames[prediction], probability, warnings, row };
}

/** Categories take any text, but a list or an object is a mistake of the program that sent it. */
function isNested({ issue, found }: RowIssue): boolean {
  return issue === "unknown-category" && typeof found === "object";
}

function strangers({ pipeline: { schema } }: ServedModel, raw: RawRow): Fault[] {
  const faults: Fault[] = [];
  for (const field in raw) {
    if (schema.features.some(({ name }) => name === field)) continue;
    faults.push({ field, message: "There is no such field." });
  }
  return faults;
}

function columnOf({ pipeline: { schema } }: ServedModel, name: string): Column {
  return schema.features.find((column) => column.name === name)!;
}

function fault(column: Column, issue: RowIssue["issue"], found: unknown): Fault {
  const field = column.name;
  if (column.kind === "categorical" || issue === "not-a-number") {
    return { field, message: "Expected a number, a number as text, or null." };
  }
  const [lowest, highest] = column.limits;
  const kind = column.integer ? "an integer" : "a number";
  const value = typeof found === "number" || typeof found === "string"
    ? `, found ${String(found).slice(0, 40)}`
    : "";
  return {
    field,
    message: `Expected ${kind} from ${lowest} to ${highest}${unit(column.unit)}${value}.`,
  };
}

const unit = (name: string) => name === "" ? "" : ` ${name}`;
