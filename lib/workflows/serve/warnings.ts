/** What a person should know before trusting the answer about one row. */
import { isOutside, rangeWords } from "@/drift/training_range.ts";
import type { ColumnEncoding } from "@/preprocess/encoder.ts";
import type { CellIssue } from "@/schema/cell.ts";
import type { Row, RowIssue } from "@/schema/row.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";

/** Kinds of warnings. */
export const warningKinds = [
  "imputed",
  "unknown_category",
  "implausible",
  "outside_training_range",
] as const;

/** One warning. */
export interface Warning {
  readonly column: string;
  readonly kind: typeof warningKinds[number];
  readonly message: string;
}

const kinds: Readonly<Partial<Record<CellIssue, Warning["kind"]>>> = {
  missing: "imputed",
  "zero-as-missing": "imputed",
  "unknown-category": "unknown_category",
  "out-of-range": "implausible",
};

/** The warnings about a row that can be used. */
export function rowWarnings(
  { pipeline: { schema, encoder }, ranges }: Pick<ServedModel, "pipeline" | "ranges">,
  row: Row,
  issues: readonly RowIssue[],
): Warning[] {
  const warnings: Warning[] = [];
  for (const { column, issue } of issues) {
    const kind = kinds[issue];
    if (kind === undefined) continue;
    const index = encoder.columns.findIndex((encoding) => encoding.column === column);
    const { title } = schema.features[index];
    warnings.push({ column, kind, message: describe(title, issue, encoder.columns[index]) });
  }
  for (const range of ranges) {
    const { column } = range;
    if (!isOutside(range, row[column])) continue;
    const { title } = schema.features.find(({ name }) => name === column)!;
    warnings.push({
      column,
      kind: "outside_training_range",
      message: `${title}: the model learned from ${rangeWords(range)} alone.`,
    });
  }
  return warnings;
}

function describe(title: string, issue: CellIssue, encoding: ColumnEncoding): string {
  if (issue === "out-of-range") return `${title} is implausible; it was taken as it is.`;
  const found = {
    missing: "is missing",
    "zero-as-missing": "is 0, which means not measured",
  }[issue as string] ?? "is none of the known categories";
  return `${title} ${found}; ${standIn(encoding)}.`;
}

function standIn(encoding: ColumnEncoding): string {
  if (encoding.kind === "categorical" || encoding.fill === null) return "it counts as unknown";
  return `${Number(encoding.fill.toPrecision(6))} stands in`;
}
