/** The address of a tracking server, taken apart: where it is, and who we are there. */
import { exitCode, UserError } from "@/errors.ts";
import type { Credentials } from "@/adapters/mlflow/credentials.ts";

/** A server's address. */
export interface ServerAddress {
  /** Origin and path prefix, without a trailing slash or credentials. */
  readonly baseUrl: string;
  /** User and password, when they stand in the address. */
  readonly credentials: Credentials | undefined;
}

/**
 * Reads an address such as `https://user:password@host/prefix/`.
 *
 * @throws {UserError} when it is not an http or https address
 */
export function parseServerAddress(text: string): ServerAddress {
  const url = URL.parse(text.trim());
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    const shown = text.replace(/\/\/[^/]*@/, "//***@");
    throw new UserError(`MLflow's address must begin with http:// or https://, found '${shown}'`, {
      exitCode: exitCode.usage,
      hint: "Set MLFLOW_TRACKING_URI to the address of a tracking server, or leave it unset to " +
        "use the local one.",
    });
  }
  return {
    baseUrl: url.origin + url.pathname.replace(/\/+$/, ""),
    credentials: url.username === "" ? undefined : {
      username: unescape(url.username),
      password: unescape(url.password),
    },
  };
}

/** Undoes percent escapes; a lone percent sign, common in passwords, stays one. */
function unescape(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, decodeURIComponent);
}
