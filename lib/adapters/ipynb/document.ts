/** Jupyter's notebook documents, format 4.5, as much of it as this project writes. */
import { z } from "zod";
import { exitCode, UserError } from "@/errors.ts";
import type { JsonObject } from "@/json.ts";

/** Text, whole or cut into lines that keep their ends. */
const text = z.union([z.string(), z.array(z.string())]).transform((value) =>
  typeof value === "string" ? value : value.join("")
);
const json = z.record(z.string(), z.json()) as z.ZodType<JsonObject>;

const outputSchema = z.discriminatedUnion("output_type", [
  z.object({ output_type: z.literal("stream"), name: z.enum(["stdout", "stderr"]), text }),
  z.object({ output_type: z.literal("display_data"), data: json, metadata: json }),
  z.object({
    output_type: z.literal("execute_result"),
    data: json,
    metadata: json,
    execution_count: z.number().nullable(),
  }),
  z.object({
    output_type: z.literal("error"),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
]);

const cellBase = { id: z.string(), metadata: json, source: text };

const cellSchema = z.discriminatedUnion("cell_type", [
  z.object({
    cell_type: z.literal("markdown"),
    ...cellBase,
    /** Pictures pasted into the prose. */
    attachments: json.exactOptional(),
  }),
  z.object({
    cell_type: z.literal("code"),
    ...cellBase,
    execution_count: z.number().nullable(),
    outputs: z.array(outputSchema),
  }),
]);

const notebookSchema = z.object({
  cells: z.array(cellSchema).refine(areNamedApart, "two cells have the same id"),
  metadata: json,
  nbformat: z.literal(4),
  nbformat_minor: z.number().min(5),
});

/** A run finds its cells by their ids. */
function areNamedApart(cells: readonly { readonly id: string }[]): boolean {
  return new Set(cells.map(({ id }) => id)).size === cells.length;
}

/** What a cell put out; texts are whole. */
export type CellOutput = z.infer<typeof outputSchema>;

/** A cell of prose or code. */
export type Cell = z.infer<typeof cellSchema>;

/** A cell of code. */
export type CodeCell = Extract<Cell, { cell_type: "code" }>;

/** A notebook; sources and texts are whole, not cut into lines. */
export type Notebook = z.infer<typeof notebookSchema>;

/** The cells of code, in order. */
export function codeCells({ cells }: Notebook): CodeCell[] {
  return cells.filter((cell) => cell.cell_type === "code");
}

/**
 * Reads a notebook's JSON.
 *
 * @param name the file's, for messages
 * @throws {UserError} when it is no notebook of format 4.5
 */
export function parseNotebook(content: string, name: string): Notebook {
  try {
    const notebook = notebookSchema.parse(JSON.parse(content));
    return { ...notebook, cells: notebook.cells.map(withWholeTexts) };
  } catch (cause) {
    const reason = cause instanceof z.ZodError
      ? cause.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")
      : (cause as Error).message;
    throw new UserError(`Cannot read ${name} as a notebook: ${reason}.`, {
      exitCode: exitCode.data,
      hint: "Open it in JupyterLab (deno task notebook) and save it again.",
      cause,
    });
  }
}

/**
 * The notebook as JupyterLab writes it, so that the same notebook is the same bytes: one space of
 * indentation, keys in alphabetical order, texts cut into lines.
 */
export function formatNotebook({ cells, ...rest }: Notebook): string {
  const document = { ...rest, cells: cells.map(withLines) };
  return `${JSON.stringify(sorted(document), null, 1)}\n`;
}

function withWholeTexts(cell: Cell): Cell {
  if (cell.cell_type !== "code") return cell;
  return { ...cell, outputs: cell.outputs.map((output) => mapData(output, whole)) };
}

function withLines(cell: Cell): unknown {
  const source = lines(cell.source);
  if (cell.cell_type !== "code") return { ...cell, source };
  const outputs = cell.outputs.map((output) =>
    output.output_type === "stream"
      ? { ...output, text: lines(output.text) }
      : mapData(output, (value) => typeof value === "string" ? lines(value) : value)
  );
  return { ...cell, source, outputs };
}

/** Changes the texts among the data of an output; JSON and base64 stay. */
function mapData<Output extends CellOutput>(
  output: Output,
  change: (value: JsonObject[string]) => JsonObject[string],
): Output {
  if (output.output_type !== "display_data" && output.output_type !== "execute_result") {
    return output;
  }
  const data = Object.entries(output.data).map(([type, value]) => {
    const isText = type.startsWith("text/") || type === "image/svg+xml";
    return [type, isText ? change(value) : value];
  });
  return { ...output, data: Object.fromEntries(data) };
}

function whole(value: JsonObject[string]): JsonObject[string] {
  return Array.isArray(value) ? value.join("") : value;
}

function lines(value: string): string[] {
  return value.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
