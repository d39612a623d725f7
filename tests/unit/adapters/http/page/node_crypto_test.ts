import assert from "node:assert/strict";
import { createHash as nodeHash } from "node:crypto";
import { createHash } from "@/adapters/http/page/node_crypto.ts";

Deno.test("createHash() digests texts of any length as node:crypto does", () => {
  const texts = Array.from({ length: 300 }, (_, length) => "xé♥".repeat(length).slice(0, length));
  for (const text of [...texts, "a".repeat(100_000)]) {
    const expected = nodeHash("sha256").update(text).digest("hex");
    assert.equal(createHash("sha256").update(text).digest("hex"), expected);
  }
});

Deno.test("createHash() takes a text in parts", () => {
  const whole = createHash("sha256").update("abc").digest("hex");
  assert.equal(createHash("sha256").update("a").update("bc").digest("hex"), whole);
});
