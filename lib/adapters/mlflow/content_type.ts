/** Media types of the files we store, by extension. */

const types: Readonly<Record<string, string>> = {
  csv: "text/csv",
  html: "text/html",
  json: "application/json",
  md: "text/markdown",
  png: "image/png",
  py: "text/x-python",
  svg: "image/svg+xml",
  txt: "text/plain",
  yaml: "application/yaml",
};

/** A path's media type; `application/octet-stream` for an unknown extension. */
export function contentTypeOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1].toLowerCase() ?? "";
  return Object.hasOwn(types, extension) ? types[extension] : "application/octet-stream";
}
