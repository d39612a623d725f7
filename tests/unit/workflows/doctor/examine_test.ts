import assert from "node:assert/strict";
import { UserError } from "@/errors.ts";
import { type Check, examine } from "@/workflows/doctor/examine.ts";
import type { Finding } from "@/workflows/doctor/finding.ts";

const finding: Finding = {
  check: "thing.broken",
  severity: "error",
  message: "It is broken.",
  mend: "Mend it.",
  repairable: true,
};

/** Something that is broken until it is repaired. */
function brokenThing(overrides: Partial<Finding> = {}): Check & { state: { isBroken: boolean } } {
  const state = { isBroken: true };
  return {
    state,
    title: "A thing",
    examine: () =>
      Promise.resolve({
        summary: "fine",
        findings: state.isBroken ? [{ ...finding, ...overrides }] : [],
      }),
    repair() {
      state.isBroken = false;
      return Promise.resolve(["made it anew"]);
    },
  };
}

Deno.test("without leave nothing is repaired", async () => {
  const thing = brokenThing();
  const [report] = await examine([thing], false);
  assert.deepEqual(report.findings, [finding]);
  assert.deepEqual(report.repairs, []);
  assert.ok(thing.state.isBroken);
});

Deno.test("what was repaired is examined again, and told", async () => {
  const [report] = await examine([brokenThing()], true);
  assert.deepEqual(report, {
    title: "A thing",
    summary: "fine",
    findings: [],
    repairs: ["made it anew"],
  });
});

Deno.test("what cannot be repaired is left alone", async () => {
  const thing = brokenThing({ repairable: false });
  const [report] = await examine([thing], true);
  assert.equal(report.findings.length, 1);
  assert.ok(thing.state.isBroken);
});

Deno.test("a later check finds what an earlier one repaired", async () => {
  const thing = brokenThing();
  const dependent: Check = {
    title: "Another",
    examine: () => Promise.resolve({ summary: String(thing.state.isBroken), findings: [] }),
  };
  const reports = await examine([thing, dependent], true);
  assert.equal(reports[1].summary, "false");
});

Deno.test("a check that fails is a finding with the next step, and the others go on", async () => {
  const failing: Check = {
    title: "Data",
    examine: () => Promise.reject(new UserError("It cannot be read.", { hint: "Look at it." })),
  };
  const reports = await examine([failing, brokenThing()], false);
  assert.deepEqual(reports[0].findings, [{
    check: "data.unreadable",
    severity: "error",
    message: "It cannot be read.",
    mend: "Look at it.",
    repairable: false,
  }]);
  assert.equal(reports[1].findings.length, 1);
});

Deno.test("a defect is no finding", async () => {
  const defect: Check = { title: "X", examine: () => Promise.reject(new TypeError("defect")) };
  await assert.rejects(examine([defect], false), TypeError);
});
