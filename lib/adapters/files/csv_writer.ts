/** Writes scored rows as CSV. */
import type { TextWriter } from "@/adapters/files/text_writer.ts";
import type { CsvReader, CsvRows } from "@/adapters/files/csv_reader.ts";
import type { Problem } from "@/data/problem.ts";
import {
  predictionColumns,
  type RejectionWriter,
  type TableWriter,
} from "@/workflows/score/table.ts";

/** Writes the header at once and then rows, with the reader's separator. */
export async function csvWriter(
  file: TextWriter,
  { columnNames, separator }: CsvReader,
): Promise<TableWriter<CsvRows>> {
  const format = recordFormat(separator);
  await file.write(format([...columnNames, ...Object.values(predictionColumns)]));
  return {
    async write(rows, { refused, labels, probabilities }) {
      const lines = rows.map((fields, row) =>
        refused[row] ? "" : format([...fields, String(labels[row]), String(probabilities[row])])
      );
      await file.write(lines.join(""));
    },
  };
}

/** Writes rejected rows: line, column and reason. */
export async function rejectionWriter(file: TextWriter): Promise<RejectionWriter> {
  const format = recordFormat(",");
  await file.write(format(["line", "column", "reason"]));
  return {
    async write(problems) {
      await file.write(problems.map((problem) => format(rejectionFields(problem))).join(""));
    },
  };
}

function rejectionFields({ line, column, found, required, hint }: Problem): string[] {
  const reason = `found ${found}; required: ${required}`;
  return [String(line ?? ""), column ?? "", hint ? `${reason}. ${hint}` : reason];
}

/** Writes a record as one line, fields quoted where their text demands it. */
export function recordFormat(separator: string): (fields: readonly string[]) => string {
  const demandsQuotes = (field: string) => /["\r\n]/.test(field) || field.includes(separator);
  const formatField = (field: string) =>
    demandsQuotes(field) ? `"${field.replaceAll('"', '""')}"` : field;
  return (fields) => `${fields.map(formatField).join(separator)}\n`;
}
