import assert from "node:assert/strict";
import { listenError } from "@/adapters/http/listen_error.ts";
import { UserError } from "@/errors.ts";

Deno.test("a port that is taken, and an address that is not ours, are told with a way out", () => {
  const taken = listenError("127.0.0.1", 8000, new Deno.errors.AddrInUse("in use"));
  assert.ok(taken instanceof UserError);
  assert.equal(taken.message, "Port 8000 of 127.0.0.1 is taken.");
  assert.match(taken.hint!, /--port 8001/);
  for (const { AddrNotAvailable, PermissionDenied } of [Deno.errors]) {
    for (
      const cause of [new AddrNotAvailable("no"), new PermissionDenied("no"), new TypeError("no")]
    ) {
      const error = listenError("10.9.9.9", 80, cause);
      assert.ok(error instanceof UserError);
      assert.equal(error.message, "Cannot listen on port 80 of 10.9.9.9: no");
      assert.equal(error.exitCode, 69);
    }
  }
});

Deno.test("another error stays what it is", () => {
  const cause = new RangeError("x");
  assert.equal(listenError("::1", 1, cause), cause);
});
