/** Signed messages, against a signature that Python's hmac module made. */
import assert from "node:assert/strict";
import {
  decodeJupyterMessage,
  encodeJupyterMessage,
  type JupyterMessage,
} from "@/adapters/jupyter/message.ts";
import { bytes } from "./zmtp/bytes.ts";

const key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

const message: JupyterMessage = {
  header: {
    msg_id: "1",
    msg_type: "execute_request",
    session: "s",
    username: "heart",
    date: "2026-11-24T00:00:00.000Z",
    version: "5.3",
  },
  parent_header: {},
  metadata: {},
  content: { code: "1 + 1; // é" },
};

/** hmac.new(key, header + parent_header + metadata + content, "sha256").hexdigest() */
const signature = "032632aadc08d6674ee35987cdc2eea70e52f7ccc398b9336721cc378824213a";

const parts = [
  bytes("<IDS|MSG>"),
  bytes(signature),
  bytes(
    `{"msg_id":"1","msg_type":"execute_request","session":"s","username":"heart",` +
      `"date":"2026-11-24T00:00:00.000Z","version":"5.3"}`,
  ),
  bytes("{}"),
  bytes("{}"),
  bytes(`{"code":"1 + 1; // é"}`),
];

Deno.test("a message is a delimiter, Python's signature and four parts of JSON", () => {
  assert.deepEqual(encodeJupyterMessage(message, key), parts);
});

Deno.test("a message is read as it was written, whatever routes it and whatever buffers follow", () => {
  assert.deepEqual(decodeJupyterMessage(parts, key), message);
  const routed = [bytes(0, 0xff, 0x80), bytes("topic"), ...parts, bytes("buffer")];
  assert.deepEqual(decodeJupyterMessage(routed, key), message);
});

Deno.test("a message that is signed with another key is refused", () => {
  const foreign = encodeJupyterMessage(message, "another key");
  assert.throws(() => decodeJupyterMessage(foreign, key), /signed with another key/);
});

Deno.test("one bit that is not as it was signed is enough to refuse a message", () => {
  for (let part = 1; part < parts.length; part++) {
    for (let at = 0; at < parts[part].length; at++) {
      const changed = parts.map((each) => each.slice());
      changed[part][at] ^= 1;
      assert.throws(() => decodeJupyterMessage(changed, key), /signed with another key/);
    }
  }
});

Deno.test("a signature that is cut, stretched or empty is refused", () => {
  for (const other of [signature.slice(0, -1), `${signature}0`, ""]) {
    const changed = parts.with(1, bytes(other));
    assert.throws(() => decodeJupyterMessage(changed, key), /signed with another key/, other);
  }
});

Deno.test("parts without a delimiter, or too few after it, are no message", () => {
  const none = [[], [bytes("<IDS|MSG>")], parts.slice(1), parts.slice(0, -1)];
  for (const each of none) {
    assert.throws(() => decodeJupyterMessage(each, key), /no message of Jupyter's/);
  }
});
