/** Fetches UCI's archive of the four files, and trusts it only byte for byte. */
import { createHash } from "node:crypto";
import { readZip } from "@/adapters/files/zip.ts";
import { uciFiles } from "@/data/uci/convert.ts";
import { exitCode, UserError } from "@/errors.ts";

/** Where UCI keeps the archive. */
export const uciArchiveUrl = "https://archive.ics.uci.edu/static/public/45/heart+disease.zip";

/** How to reach the archive. */
export interface ArchiveOptions {
  readonly url?: string;
  /** For one attempt, the content included. */
  readonly timeoutMs?: number;
  /** Waits before the second, third, … attempt. */
  readonly retryWaitsMs?: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Downloads the archive and returns UCI's four files by name.
 *
 * Lost connections and a busy server are tried again; silence is not, since it rarely ends.
 *
 * @throws {UserError} when it cannot be reached, or a file in it is not the known one
 * @throws the signal's reason when it aborts first
 */
export async function fetchUciArchive(
  options: ArchiveOptions = {},
): Promise<Map<string, Uint8Array>> {
  const { url = uciArchiveUrl, timeoutMs = 20_000, retryWaitsMs = [500, 2000], signal } = options;
  for (let attempt = 0;; attempt++) {
    const outcome = await fetchOnce(url, timeoutMs, signal);
    if (outcome instanceof Uint8Array) return verify(readZip(outcome, url));
    if (!outcome.isWorthRetrying || attempt === retryWaitsMs.length) {
      throw new UserError(`Cannot download ${url}: ${outcome.reason}.`, {
        exitCode: exitCode.unavailable,
        hint: "Download it yourself and name it with --from, or go on with --synthetic.",
        cause: outcome.cause,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, retryWaitsMs[attempt]));
  }
}

interface Failure {
  readonly reason: string;
  readonly isWorthRetrying: boolean;
  readonly cause?: unknown;
}

async function fetchOnce(
  url: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array | Failure> {
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([timeout, signal ?? timeout]) });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    await response.body?.cancel();
    return {
      reason: `the server answered ${response.status} ${response.statusText}`.trim(),
      isWorthRetrying: response.status >= 500 || response.status === 429,
    };
  } catch (cause) {
    signal?.throwIfAborted();
    if (timeout.aborted) {
      return { reason: `no answer within ${timeoutMs / 1000} s`, isWorthRetrying: false, cause };
    }
    const isForbidden = cause instanceof Deno.errors.NotCapable;
    return { reason: describeCause(cause), isWorthRetrying: !isForbidden, cause };
  }
}

/** The innermost message says what happened; those around it only repeat the address. */
function describeCause(error: unknown): string {
  let innermost = error as Error;
  while (innermost.cause instanceof Error) innermost = innermost.cause;
  return innermost.message.replace(/^error sending request.*?: /, "").replace(/\.$/, "");
}

function verify(files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const wrong = uciFiles.flatMap(({ name, digest }) => {
    const content = files.get(name);
    if (!content) return [`${name} is not in it`];
    const found = createHash("sha256").update(content).digest("hex");
    return found === digest ? [] : [`${name} has SHA-256 ${found}, not ${digest}`];
  });
  if (wrong.length > 0) {
    throw new UserError(`Cannot use the downloaded archive: ${wrong.join("; ")}.`, {
      exitCode: exitCode.data,
      hint: "Look at the archive yourself; if you trust it, name it with --from.",
    });
  }
  return new Map(uciFiles.map(({ name }) => [name, files.get(name)!]));
}
