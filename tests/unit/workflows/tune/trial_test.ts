import assert from "node:assert/strict";
import {
  bestTrial,
  judgedTrial,
  serializeTrial,
  type Trial,
  trialOf,
  trialScore,
  trialTag,
} from "@/workflows/tune/trial.ts";
import type { RunRecord } from "@/workflows/tracker.ts";

const trial: Trial = {
  number: 7,
  point: { maxFeatures: 0.1 + 0.2, replacement: true, imputation: "mean", maxDepth: 3 },
  state: "complete",
  foldScores: [0.1 + 0.7, 1 / 3, 0.9],
  durationMs: 12.5,
};

const runWith = (status: RunRecord["status"], tags: Record<string, string>): RunRecord => ({
  id: "1",
  name: "trial 007",
  status,
  startTimeMs: 0,
  endTimeMs: 1,
  params: {},
  metrics: {},
  tags,
  datasets: [],
});

Deno.test("a trial comes back from its run's tag with every bit and every type", () => {
  assert.deepEqual(trialOf(runWith("FINISHED", { [trialTag]: serializeTrial(trial) })), trial);
  const failed = { ...trial, state: "failed" as const, error: "no columns" };
  assert.deepEqual(trialOf(runWith("FAILED", { [trialTag]: serializeTrial(failed) })), failed);
});

Deno.test("a run that was given up, or is open still, is nobody's result", () => {
  const tags = { [trialTag]: serializeTrial(trial) };
  assert.equal(trialOf(runWith("RUNNING", tags)), undefined);
  assert.equal(trialOf(runWith("KILLED", tags)), undefined);
  assert.equal(trialOf(runWith("FINISHED", {})), undefined);
});

Deno.test("an endless reason of failure is cut, so that the tag can be kept", () => {
  const failed = { ...trial, state: "failed" as const, error: "x".repeat(20_000) };
  assert(serializeTrial(failed).length < 2000);
});

Deno.test("the sampler learns of loss, and nothing of a failure", () => {
  assert.deepEqual(judgedTrial(trial), [
    { number: 7, point: trial.point, loss: 1 - trialScore(trial) },
  ]);
  assert.equal(judgedTrial({ ...trial, state: "pruned", foldScores: [0.25] })[0].loss, 0.75);
  assert.deepEqual(judgedTrial({ ...trial, state: "failed", foldScores: [] }), []);
});

Deno.test("the best trial is the earliest of the greatest score among the complete", () => {
  const of = (number: number, score: number, state: Trial["state"] = "complete") => ({
    ...trial,
    number,
    state,
    foldScores: [score],
  });
  const trials = [of(3, 0.8), of(1, 0.8), of(2, 0.7), of(0, 0.99, "pruned")];
  assert.equal(bestTrial(trials)?.number, 1);
  assert.equal(bestTrial([of(0, 0.9, "pruned")]), undefined);
  assert.equal(bestTrial([]), undefined);
});
