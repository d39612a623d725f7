/** Compares a file's header with the declared columns. */
import { type Problem, quoteFound } from "@/data/problem.ts";
import type { Schema } from "@/schema/column.ts";

/**
 * Every missing, unknown and repeated column; any order is right. Case and surrounding spaces
 * do not count.
 */
export function checkHeader(schema: Schema, line: number, header: readonly string[]): Problem[] {
  const declared = schema.columns.map(({ name }) => name);
  const names = header.map(headerName);
  const missing = declared.filter((name) => !names.includes(name));
  const required = `the columns ${declared.join(", ")}`;
  if (missing.length === declared.length) {
    return [{ line, found: `no known column in ${quoteFound(header.join(","))}`, required }];
  }
  return [
    ...missing.map((column): Problem => ({
      line,
      column,
      found: "nothing",
      required: "a column of this name",
    })),
    ...names.flatMap((name, index): Problem[] => {
      if (names.indexOf(name) !== index) {
        return [{ line, column: name, found: "the column again", required: "each column once" }];
      }
      if (declared.includes(name)) return [];
      const close = missing.find((candidate) => editDistance(candidate, name) <= 2);
      const found = `the unknown column ${quoteFound(header[index])}`;
      const known = "no columns but the declared ones";
      return [{ line, found, required: known, ...(close && { hint: `Did you mean ${close}?` }) }];
    }),
  ];
}

/** The declared spelling of a column's name. */
export function headerName(name: string): string {
  return name.trim().toLowerCase();
}

/** Levenshtein's distance: the fewest insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}
