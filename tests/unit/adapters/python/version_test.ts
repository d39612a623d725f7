/** Which Pythons are good enough. */
import assert from "node:assert/strict";
import { isSupported, minorOf } from "@/adapters/python/version.ts";

Deno.test("3.11 to 3.14 are supported, whatever the patch", () => {
  for (const version of ["3.11.0", "3.12.1", "3.13.10", "3.14.2"]) {
    assert.ok(isSupported(version), version);
  }
});

Deno.test("older, newer and other Pythons are not supported", () => {
  for (const version of ["2.7.18", "3.1.5", "3.9.18", "3.10.13", "3.15.0", "4.11.0", "", "3"]) {
    assert.ok(!isSupported(version), version);
  }
});

Deno.test("minorOf() is undefined for anything but Python 3", () => {
  assert.equal(minorOf("3.12.1"), 12);
  assert.equal(minorOf("2.7.18"), undefined);
});
