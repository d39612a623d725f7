/** A box of text that nobody overlooks. */
import { style } from "@/adapters/terminal/style.ts";

/** Lines in a frame under a title, yellow on a terminal, without a trailing newline. */
export function box(
  title: string,
  lines: readonly string[],
  stream: { isTerminal(): boolean } = Deno.stdout,
): string {
  const width = Math.max(title.length, ...lines.map((line) => line.length));
  const bar = "═".repeat(width + 2);
  const row = (text: string) => `║ ${text.padEnd(width)} ║`;
  return [`╔${bar}╗`, row(title), `╟${"─".repeat(width + 2)}╢`, ...lines.map(row), `╚${bar}╝`]
    .map((line) => style("yellow", line, stream)).join("\n");
}
