import assert from "node:assert/strict";
import { createKey, parseKeys } from "@/adapters/http/bearer_keys.ts";

const [ada, bob] = [createKey("ada"), createKey("bob")];
const keys = parseKeys(`# who may call\n\n${ada.line}\r\n  ${bob.line}  \n`, "keys.txt");

Deno.test("a key's holder is known by the hash alone", () => {
  assert.ok(!ada.line.includes(ada.key));
  assert.equal(keys.holder(`Bearer ${ada.key}`), "ada");
  assert.equal(keys.holder(`bearer  ${bob.key}`), "bob");
});

Deno.test("another key, another scheme, a key's hash and nothing are refused alike", () => {
  const hash = ada.line.split(" ")[1];
  const refused = [
    undefined,
    "",
    "Bearer",
    "Bearer ",
    `Bearer ${ada.key}x`,
    `Bearer ${ada.key.slice(0, -1)}`,
    `Bearer ${hash}`,
    `Basic ${ada.key}`,
    ada.key,
    `Bearer ${ada.key} ${bob.key}`,
  ];
  for (const authorization of refused) {
    assert.throws(() => keys.holder(authorization), {
      name: "Problem",
      status: 401,
      message: "Send a key: Authorization: Bearer KEY.",
      headers: { "www-authenticate": "Bearer" },
    });
  }
});

Deno.test("the hash of no key lets nobody in", () => {
  const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const odd = parseKeys(`nobody ${emptyHash}`, "keys.txt");
  for (const authorization of [undefined, "", "Bearer "]) {
    assert.throws(() => odd.holder(authorization), { status: 401 });
  }
});

Deno.test("a line that is no key is named, and a file without keys is none", () => {
  const cases: [string, RegExp][] = [
    [`${ada.line}\nada`, /^keys\.txt, line 2: expected a name and a SHA-256\.$/],
    [ada.key, /line 1/],
    [`ada ${"A".repeat(64)}`, /line 1/],
    [`ada bob ${"a".repeat(64)}`, /line 1/],
    ["", /^keys\.txt holds no key\.$/],
    ["# none yet\n\n", /holds no key/],
  ];
  for (const [text, message] of cases) {
    assert.throws(() => parseKeys(text, "keys.txt"), { name: "UserError", exitCode: 65, message });
  }
});

Deno.test("no two keys are alike", () => {
  assert.notEqual(createKey("ada").key, ada.key);
  assert.match(ada.key, /^heart_[0-9a-f]{48}$/);
});
