import assert from "node:assert/strict";
import { userName } from "@/adapters/provenance/user_name.ts";

Deno.test("a user whom the system knows goes by the name, any other by the number", () => {
  assert.equal(userName(() => ({ username: "ada" })), "ada");
  const nameless = () => {
    throw new Error("Failed to get user info");
  };
  assert.match(userName(nameless), /^uid-\d+$/);
});
