/** Jupyter's messages: JSON in four parts, signed so that only who knows the key is obeyed. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { JsonObject } from "@/json.ts";

/** What a message is about, and who sent it. */
export interface MessageHeader {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A message, without the buffers that no kernel of ours sends. */
export interface JupyterMessage {
  readonly header: MessageHeader;
  /** Header of the request that this answers; empty when it answers none. */
  readonly parent_header: Partial<MessageHeader>;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
}

const delimiter = "<IDS|MSG>";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The parts of a signed message ("The Jupyter messaging protocol", section "The wire protocol").
 *
 * @param key of the connection; signs by HMAC with SHA-256
 */
export function encodeJupyterMessage(message: JupyterMessage, key: string): Uint8Array[] {
  const { header, parent_header, metadata, content } = message;
  const signed = [header, parent_header, metadata, content].map((part) =>
    encoder.encode(JSON.stringify(part))
  );
  const signature = signatureOf(signed, key);
  return [encoder.encode(delimiter), encoder.encode(signature), ...signed];
}

/**
 * Reads the parts of a message; what stands before the delimiter routes it and is left out.
 *
 * @throws {Error} when it is no message, or is signed with another key
 */
export function decodeJupyterMessage(parts: readonly Uint8Array[], key: string): JupyterMessage {
  const at = parts.findIndex((part) => decoder.decode(part) === delimiter);
  const signed = parts.slice(at + 2, at + 6);
  if (at < 0 || signed.length < 4) throw new Error("Found no message of Jupyter's.");
  const expected = encoder.encode(signatureOf(signed, key));
  const found = parts[at + 1];
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) {
    throw new Error("Refused a message that is signed with another key.");
  }
  const [header, parent_header, metadata, content] = signed.map((part) =>
    JSON.parse(decoder.decode(part))
  );
  return { header, parent_header, metadata, content };
}

function signatureOf(signed: readonly Uint8Array[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of signed) hmac.update(part);
  return hmac.digest("hex");
}
