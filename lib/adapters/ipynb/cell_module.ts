/** A notebook's cells as one module, since Deno neither type-checks nor lints cells. */
import { codeCells, type Notebook } from "@/adapters/ipynb/document.ts";

/** A module made of cells. */
export interface CellModule {
  readonly source: string;
  /** Replaces each `module:line:column` in a message by the cell's place. */
  explain(message: string, moduleUrl: string): string;
}

/**
 * Joins the cells in order. Cells are numbered from 1 as a run counts them, empty ones left out.
 *
 * @param name the notebook's, for places
 */
export function cellModule(notebook: Notebook, name: string): CellModule {
  const sources = codeCells(notebook).map(({ source }) => source)
    .filter((source) => source.trim() !== "");
  const lines = sources.flatMap((source, index) => {
    const texts = source.trimEnd().split("\n");
    const place = (line: number) => `cell [${index + 1}], line ${line}`;
    return [
      ...texts.map((text, at) => ({ text, place: place(at + 1) })),
      // Keeps a cell's last expression from running into the next cell; no comment hides it.
      { text: ";", place: place(texts.length) },
    ];
  });
  return {
    source: `${lines.map(({ text }) => text).join("\n")}\nexport {};\n`,
    explain: (message, moduleUrl) =>
      message.replaceAll(
        new RegExp(`${RegExp.escape(moduleUrl)}:(\\d+)(?::\\d+)?`, "g"),
        (whole, line) => {
          const place = lines[Number(line) - 1]?.place;
          return place === undefined ? whole : `${name}, ${place}`;
        },
      ),
  };
}
