import assert from "node:assert/strict";
import { denoCheck, testedVersion } from "@/adapters/doctor/deno_check.ts";

Deno.test("the tested Deno is sound, any other a warning that names it", async () => {
  assert.deepEqual(await denoCheck(testedVersion).examine(), {
    summary: testedVersion,
    findings: [],
  });
  const { findings: [{ severity, message, mend }] } = await denoCheck("2.8.0").examine();
  assert.equal(severity, "warning");
  assert.match(message, /2\.8\.0/);
  assert(mend.includes(`deno@${testedVersion} `));
});

Deno.test("the tested Deno is the one that README and the test run name", async () => {
  for (const path of ["README.md", ".ci/run"]) {
    const named = (await Deno.readTextFile(path)).match(/(?<=deno@)[\d.]+/g) ?? [];
    assert(named.length > 0, path);
    for (const version of named) assert.equal(version, testedVersion, path);
  }
});
