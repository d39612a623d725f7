/** A model's files and their digests, so that a copy can be told from a damaged one. */
import { createHash } from "node:crypto";

/** The tag by which a logged model's record holds the SHA-256 of its `pipeline.json`. */
export const pipelineDigestTag = "pipeline.sha256";

/** SHA-256 in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** One line a file, in the order of the paths, as `sha256sum --check` reads them. */
export function formatChecksums(files: Readonly<Record<string, Uint8Array | string>>): string {
  return Object.keys(files).sort().map((path) => `${sha256(files[path])}  ${path}\n`).join("");
}

/** Digests by path; lines in another form are left out. */
export function parseChecksums(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([0-9a-f]{64})[ ][ *](.+)$/gm)].map(([, digest, path]) => [path, digest]),
  );
}
