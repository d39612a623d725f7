import assert from "node:assert/strict";
import { parseServerAddress } from "@/adapters/mlflow/server_address.ts";

Deno.test("parseServerAddress() keeps the prefix and drops slashes, query and credentials", () => {
  assert.deepEqual(parseServerAddress(" https://h:8443/a/b//?x=1#y "), {
    baseUrl: "https://h:8443/a/b",
    credentials: undefined,
  });
  assert.equal(parseServerAddress("http://[::1]:5000").baseUrl, "http://[::1]:5000");
});

Deno.test("parseServerAddress() unescapes user and password, and bears a lone percent sign", () => {
  assert.deepEqual(parseServerAddress("http://a%40b:50%25%C3%BC@h/").credentials, {
    username: "a@b",
    password: "50%ü",
  });
  const lone = parseServerAddress("http://ada:50%z@h").credentials;
  assert.deepEqual(lone, { username: "ada", password: "50%z" });
});

Deno.test("parseServerAddress() does not show a password that it refuses", () => {
  assert.throws(() => parseServerAddress("ftp://ada:s3cret@h"), (error: Error) => {
    return error.message.includes("ftp://***@h");
  });
});
