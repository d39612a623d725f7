/** Writes plain data as YAML, for the files by which Python tools know a model. */
import type { Json, JsonObject } from "@/json.ts";

/** Text that YAML takes for nothing but text. */
const plainText = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w./+-]*$/i;

/** The value in block style, keys in their own order, ending with a newline. */
export function toYaml(value: Json): string {
  return `${lines(value).join("\n")}\n`;
}

function lines(value: Json): string[] {
  if (!isCollection(value)) return [scalar(value)];
  if (isList(value)) return value.flatMap((item) => nested("-", item, "  "));
  return Object.entries(value).flatMap(([key, item]) =>
    nested(`${scalar(key)}:`, item, isList(item) ? "" : "  ")
  );
}

function nested(head: string, item: Json, indent: string): string[] {
  const [first, ...rest] = lines(item);
  const indented = rest.map((line) => indent + line);
  const ownLine = head !== "-" && isCollection(item);
  return ownLine ? [head, indent + first, ...indented] : [`${head} ${first}`, ...indented];
}

/** Whether the value takes lines of its own. */
function isCollection(value: Json): value is readonly Json[] | JsonObject {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** JSON's scalars and empty collections are YAML's too. */
function scalar(value: Json): string {
  return typeof value === "string" && plainText.test(value) ? value : JSON.stringify(value);
}
