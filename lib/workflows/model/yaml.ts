/** Writes plain data as YAML, for the files by which Python tools know a model. */
import type { Json } from "@/json.ts";

/** Text that YAML takes for nothing but text. */
const plainText = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w./+-]*$/i;

/** The value in block style, keys in their own order, ending with a newline. */
export function toYaml(value: Json): string {
  return `${lines(value).join("\n")}\n`;
}

function lines(value: Json): string[] {
  if (isCollection(value)) {
    return Array.isArray(value)
      ? value.flatMap((item) => nested("-", item, "  "))
      : Object.entries(value).flatMap(([key, item]) =>
        nested(`${scalar(key)}:`, item, Array.isArray(item) ? "" : "  ")
      );
  }
  return [scalar(value)];
}

function nested(head: string, item: Json, indent: string): string[] {
  const [first, ...rest] = lines(item);
  const indented = rest.map((line) => indent + line);
  const ownLine = head !== "-" && isCollection(item);
  return ownLine ? [head, indent + first, ...indented] : [`${head} ${first}`, ...indented];
}

/** Whether the value takes lines of its own. */
function isCollection(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** JSON's scalars and empty collections are YAML's too. */
function scalar(value: Json): string {
  return typeof value === "string" && plainText.test(value) ? value : JSON.stringify(value);
}
