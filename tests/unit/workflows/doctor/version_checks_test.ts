import assert from "node:assert/strict";
import { checkRegistry } from "@/workflows/doctor/registry_checks.ts";
import { makeBench, name } from "../promote/bench.ts";

Deno.test("a version that is not ready is an error in Production, else a warning", async () => {
  const bench = await makeBench(3);
  await bench.promote(1);
  await bench.registry.changeVersion(name, 1, { status: "FAILED_REGISTRATION" });
  await bench.registry.changeVersion(name, 3, { status: "PENDING_REGISTRATION" });
  const findings = await checkRegistry(bench.ports, name);
  assert.deepEqual(
    findings.map(({ severity, message }) => [severity, message]),
    [
      ["warning", "Version 3 (None) cannot be used: it is PENDING_REGISTRATION, not READY."],
      [
        "error",
        "Version 1 (Production, champion) cannot be used: it is FAILED_REGISTRATION, not READY.",
      ],
    ],
  );
});

Deno.test("an alias of one's own does not make a damaged version serve", async () => {
  const bench = await makeBench(2);
  await bench.promote(2);
  await bench.registry.setAlias(name, "favourite", 1);
  await bench.registry.changeVersion(name, 1, { status: "FAILED_REGISTRATION" });
  const findings = await checkRegistry(bench.ports, name);
  assert.deepEqual(findings.map(({ severity }) => severity), ["warning"]);
});
