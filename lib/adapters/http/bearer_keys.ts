/** Bearer keys: who may call. Only their hashes are kept, in a file of lines `name sha256`. */
import { createHash, timingSafeEqual } from "node:crypto";
import { exitCode, UserError } from "@/errors.ts";
import { Problem } from "@/adapters/http/problem.ts";

/** Tells who holds a key. */
export interface BearerKeys {
  /**
   * The name of the key in an `Authorization` header.
   *
   * @throws {Problem} when there is no such key
   */
  holder(authorization: string | undefined): string;
}

interface KnownKey {
  readonly name: string;
  readonly hash: Uint8Array;
}

const keyLine = /^(\S+)[ \t]+([0-9a-f]{64})$/;

/**
 * Reads the lines of a key file; blank ones and those that begin with `#` are passed over.
 *
 * @throws {UserError} when a line is something else, or there is no key
 */
export function parseKeys(text: string, source: string): BearerKeys {
  const keys = text.split(/\r?\n/).flatMap((line, index): KnownKey[] => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [, name, hash] = keyLine.exec(line.trim()) ?? [];
    if (name !== undefined) return [{ name, hash: Uint8Array.fromHex(hash) }];
    throw refusal(`${source}, line ${index + 1}: expected a name and a SHA-256.`);
  });
  if (keys.length === 0) throw refusal(`${source} holds no key.`);
  return {
    holder(authorization) {
      const key = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
      const hash = digest(key ?? "");
      // Each is compared, and in constant time, so that the time tells nothing.
      const [found] = keys.filter((known) => timingSafeEqual(known.hash, hash));
      if (key !== undefined && found !== undefined) return found.name;
      throw new Problem(401, "Send a key: Authorization: Bearer KEY.", {
        headers: { "www-authenticate": "Bearer" },
      });
    },
  };
}

/** A new key and the line that lets it in. */
export function createKey(name: string): { readonly key: string; readonly line: string } {
  const key = `heart_${crypto.getRandomValues(new Uint8Array(24)).toHex()}`;
  return { key, line: `${name} ${digest(key).toHex()}` };
}

function digest(key: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(key).digest());
}

function refusal(message: string): UserError {
  return new UserError(message, {
    exitCode: exitCode.data,
    hint: "Make one with: deno task serve --new-key NAME --keys FILE",
  });
}
