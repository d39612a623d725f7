/** Colours and links for terminals; plain text everywhere else. */

const ansi = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Names of the styles. */
export type Style = keyof typeof ansi;

/** Wraps text in a style when the stream is a terminal and `NO_COLOR` is not set. */
export function style(
  name: Style,
  text: string,
  stream: { isTerminal(): boolean } = Deno.stdout,
): string {
  if (Deno.noColor || !stream.isTerminal()) return text;
  const [open, close] = ansi[name];
  return `\x1b[${open}m${text}\x1b[${close}m`;
}
