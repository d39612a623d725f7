import assert from "node:assert/strict";
import { exitCode, UserError } from "@/errors.ts";
import { type Check, examine } from "@/workflows/doctor/examine.ts";

/** Something broken, whose repair ends with an error. */
function brokenThing(error: Error): Check {
  const finding = {
    check: "mlflow.unreachable",
    severity: "error",
    message: "It does not run.",
    mend: "Start it.",
    repairable: true,
  } as const;
  return {
    title: "MLflow",
    examine: () => Promise.resolve({ summary: "", findings: [finding] }),
    repair: () => Promise.reject(error),
  };
}

Deno.test("a repair that fails is told beside what is broken, and the others go on", async () => {
  const next: Check = {
    title: "Runs",
    examine: () => Promise.resolve({ summary: "fine", findings: [] }),
  };
  const error = new UserError("The port is taken.", { hint: "Free it." });
  const [broken, other] = await examine([brokenThing(error), next], true);
  assert.deepEqual(broken.findings.map(({ check, message, mend }) => [check, message, mend]), [
    ["mlflow.unreachable", "It does not run.", "Start it."],
    ["mlflow.repair", "Not mended: The port is taken.", "Free it."],
  ]);
  assert.deepEqual(broken.repairs, []);
  assert.equal(other.summary, "fine");
});

Deno.test("Ctrl-C ends the examination, also in the midst of a repair", async () => {
  const interrupted = new UserError("Interrupted.", { exitCode: exitCode.interrupted });
  await assert.rejects(examine([brokenThing(interrupted)], true), interrupted);
  const looking: Check = { title: "Data", examine: () => Promise.reject(interrupted) };
  await assert.rejects(examine([looking], false), interrupted);
});

Deno.test("a defect in a repair is no finding", async () => {
  await assert.rejects(examine([brokenThing(new TypeError("defect"))], true), TypeError);
});
