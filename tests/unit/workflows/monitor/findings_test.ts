import assert from "node:assert/strict";
import type { RawRow } from "@/schema/row.ts";
import type { ReportFinding } from "@/workflows/plot_renderer.ts";
import { monitorBench, patients } from "./bench.ts";

/** What a check says of patients, with labels for them when given. */
async function findingsOn(
  rowCount: number,
  change: (raw: RawRow, index: number) => RawRow,
  labelsOf?: (labels: Uint8Array) => Uint8Array,
): Promise<readonly ReportFinding[]> {
  const bench = monitorBench();
  let index = 0;
  const arriving = patients(rowCount, 77, (raw) => change(raw, index++));
  const records = await bench.answer(arriving);
  if (labelsOf) await bench.label(records, labelsOf(arriving.labels));
  return (await bench.check()).logged!.findings;
}

const same = (raw: RawRow) => raw;

Deno.test("a column that has stopped coming is told as missing, with advice to look at its source", async () => {
  const [first] = await findingsOn(200, (raw) => ({ ...raw, thalch: null }));
  assert.match(first.what, /^“Maximum heart rate .*” is missing in 100% of requests, where it was/);
  assert.match(first.advice, /stopped sending/);
  assert.match(first.certainty, /^Without drift, at most one window in \d+ shows as much/);
});

Deno.test("a category that takes over is told with its share before and now", async () => {
  const findings = await findingsOn(200, (raw) => ({ ...raw, cp: "asymptomatic" }));
  const found = findings.find(({ what }) => what.startsWith("“Chest pain” moved"));
  assert.match(found!.what, /“asymptomatic” from \d\d% to 100% \(alarm\)$/);
});

Deno.test("unknown categories are told beside the drift that they cause", async () => {
  const findings = await findingsOn(
    100,
    (raw, index) => index % 4 === 0 ? { ...raw, sex: "unsaid" } : raw,
  );
  assert(
    findings.some(({ tone, what }) =>
      tone === "watch" && what === "“Sex” comes in unknown categories in 25% of requests"
    ),
  );
});

Deno.test("labels that contradict the model are an alarm which the estimate did not foresee", async () => {
  const findings = await findingsOn(
    200,
    same,
    (labels) => labels.map((label, index) => index % 2 === 0 ? 1 - label : label),
  );
  const found = findings.find(({ what }) => what.includes("whose labels have come"))!;
  assert.equal(found.tone, "alarm");
  assert.match(found.what, /below \d\d\.\d % at training$/);
  assert.match(found.advice, /the disease itself shows differently/);
});

Deno.test("labels that agree with the model ask for nothing", async () => {
  const findings = await findingsOn(200, same, (labels) => labels);
  const found = findings.find(({ what }) => what.includes("whose labels have come"))!;
  assert.deepEqual([found.tone, found.advice], ["good", "Nothing is to be done."]);
  assert(findings.every(({ tone }) => tone === "good"));
});

Deno.test("a few labels, or a few answers, say nothing about accuracy", async () => {
  const findings = await findingsOn(12, same, (labels) => labels);
  assert(findings.every(({ what }) => !what.startsWith("Accuracy")));
});
