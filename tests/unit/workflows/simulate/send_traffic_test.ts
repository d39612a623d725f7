import assert from "node:assert/strict";
import { silentProgress } from "@/workflows/progress.ts";
import type { PlannedRequest } from "@/workflows/simulate/plan_traffic.ts";
import type { AskedService } from "@/workflows/simulate/ports.ts";
import { sendTraffic } from "@/workflows/simulate/send_traffic.ts";

const requests: PlannedRequest[] = [
  { inputs: { age: 40 }, label: 0 },
  { inputs: { age: 60 }, label: undefined },
  { inputs: { age: 80 }, label: 1 },
];

function send(service: Partial<AskedService>) {
  let nowMs = 0;
  const told: [string, 0 | 1][] = [];
  const answering: AskedService = {
    predict: ({ age }) => {
      nowMs += 10;
      const probability = Number(age) / 100;
      const prediction = probability > 0.5 ? 1 : 0;
      return Promise.resolve({ requestId: `r${age}`, prediction, probability, version: "3" });
    },
    feedback: (requestId, label) => Promise.resolve(void told.push([requestId, label])),
    ...service,
  };
  return sendTraffic(requests, { rowCount: 3, perSecond: 0 }, {
    service: answering,
    progress: silentProgress,
    signal: new AbortController().signal,
    now: () => nowMs,
    sleep: () => Promise.resolve(),
  }).then((summary) => ({ summary, told }));
}

Deno.test("all is answered, and then told by the answers' own requests", async () => {
  const { summary, told } = await send({});
  assert.deepEqual(told, [["r40", 0], ["r80", 1]]);
  const { answeredCount, positiveCount, meanProbability, labelCount, versions, failure } = summary;
  assert.deepEqual([answeredCount, positiveCount, labelCount], [3, 2, 2]);
  assert.deepEqual([versions, failure, summary.durationMs], [["3"], undefined, 30]);
  assert(Math.abs(meanProbability - 0.6) < 1e-12);
});

Deno.test("what stops it is told with what was done, and no truth is told", async () => {
  const refusal = new Error("refused");
  const { summary, told } = await send({ predict: () => Promise.reject(refusal) });
  assert.deepEqual([summary.answeredCount, summary.failure?.reason, told], [0, refusal, []]);
});

Deno.test("truths that are refused leave the answers counted", async () => {
  const { summary } = await send({ feedback: () => Promise.reject(new Error("full")) });
  assert.deepEqual([summary.answeredCount, summary.labelCount], [3, 0]);
  assert.equal((summary.failure?.reason as Error).message, "full");
});
