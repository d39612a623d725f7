/** Small notebooks for tests. */
import type { Cell, CellOutput, CodeCell, Notebook } from "@/adapters/ipynb/document.ts";

/** A notebook of these cells. */
export function notebook(...cells: Cell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** A cell of code, with what it put out when it ran as the `count`-th. */
export function code(
  id: string,
  source: string,
  count: number | null = null,
  outputs: CellOutput[] = [],
): CodeCell {
  return { cell_type: "code", id, metadata: {}, source, execution_count: count, outputs };
}

/** A cell of prose. */
export function prose(id: string, source: string): Cell {
  return { cell_type: "markdown", id, metadata: {}, source };
}

/** Text that a cell printed. */
export function printed(text: string, name: "stdout" | "stderr" = "stdout"): CellOutput {
  return { output_type: "stream", name, text };
}

/** Something that a cell displayed. */
export function displayed(data: Extract<CellOutput, { output_type: "display_data" }>["data"]) {
  return { output_type: "display_data" as const, data, metadata: {} };
}
