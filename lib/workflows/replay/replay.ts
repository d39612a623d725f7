/** Asks a candidate what was asked in service: which answers change, and whether for the better. */
import { UserError } from "@/errors.ts";
import type { EstimatedPerformance } from "@/evaluate/estimated_performance.ts";
import { grouped } from "@/plots/wording.ts";
import type { Schema } from "@/schema/column.ts";
import { readLabels } from "@/workflows/monitor/labels.ts";
import {
  type AnsweringModel,
  type AnswerReader,
  createAnswerReader,
} from "@/workflows/monitor/logged_answer.ts";
import { readOn } from "@/workflows/monitor/read_on.ts";
import { startOfLog } from "@/workflows/monitor/watermark.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";
import { withProgress } from "@/workflows/progress.ts";
import { asking } from "@/workflows/replay/ask_candidate.ts";
import type { ChangeCount, SliceChangeCount } from "@/workflows/replay/change_count.ts";
import {
  compareRealised,
  estimateOf,
  type RealisedComparison,
} from "@/workflows/replay/compare_performance.ts";
import type {
  Candidate,
  ChangedAnswer,
  ReplayPorts,
  StatedAnswer,
} from "@/workflows/replay/ports.ts";
import {
  type ProbabilityChangeSummary,
  summarizeProbabilityChange,
} from "@/workflows/replay/probability_change.ts";
import { VersionReplay } from "@/workflows/replay/version_replay.ts";

/** What to replay. */
export interface ReplayRequest {
  readonly schema: Schema;
  readonly candidate: Candidate;
  /** Which requests; `new` for all of them. */
  readonly window: WindowChoice;
}

/** A version that answered, compared with the candidate. */
export interface VersionComparison {
  readonly model: AnsweringModel;
  readonly changes: ChangeCount;
  readonly slices: readonly SliceChangeCount[];
  readonly probability: ProbabilityChangeSummary;
  /** What is to be expected of the version itself, and of the candidate in its place. */
  readonly estimated: {
    readonly before: EstimatedPerformance | undefined;
    readonly after: EstimatedPerformance | undefined;
  };
  /** Why the version cannot be estimated. */
  readonly problem: string | undefined;
  /** Undefined when no truth is known. */
  readonly realised: RealisedComparison | undefined;
}

/** What a replay found. */
export interface Replay {
  /** The one with most answers first. */
  readonly versions: readonly VersionComparison[];
  /** Lines and rows that nobody can read. */
  readonly damagedCount: number;
  /** ISO times of the earliest and latest answer; empty without any. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/**
 * Replays a window of the log in memory that does not grow with it.
 *
 * @throws {UserError} when the log cannot be read
 * @throws the signal's reason when it aborts
 */
export async function replay(request: ReplayRequest, ports: ReplayPorts): Promise<Replay> {
  const { progress } = ports;
  const { replays, ...read } = await withProgress(
    progress.start("Replay the log"),
    (task) =>
      replayLog(request, ports, (rowCount) => task.update(rowCount, `${grouped(rowCount)} rows`))
        .finally(() => task.done()),
  );
  const versions = await Promise.all(
    replays.map((replayed) => compare(replayed, request.candidate, ports)),
  );
  return {
    ...read,
    versions: versions.toSorted((a, b) => b.changes.answerCount - a.changes.answerCount),
  };
}

async function replayLog(
  { schema, candidate, window }: ReplayRequest,
  { log, random, signal, keepChanges }: ReplayPorts,
  onRead: (rowCount: number) => void,
) {
  const since = window.kind === "since" ? new Date(window.sinceMs).toISOString() : undefined;
  // From the start nothing can be lost.
  const options = { from: startOfLog, onLost: () => {} };
  const { labels } = await readLabels(log.feedback, options);
  const reader = createAnswerReader(schema);
  const replays = new Map<string, VersionReplay>();
  const ask = asking(candidate, reader.inputPlaces);
  let [rowCount, damagedCount, firstAt, lastAt] = [0, 0, "", ""];

  let last: VersionReplay | undefined;
  function replayOf(model: AnsweringModel): VersionReplay {
    if (last?.model === model) return last;
    const key = JSON.stringify([model.name, model.version, model.runId]);
    const known = replays.get(key) ?? new VersionReplay(model, schema, random.fork(key));
    replays.set(key, known);
    return last = known;
  }

  for await (const batch of readOn(log.predictions, { ...options, since })) {
    signal.throwIfAborted();
    damagedCount += batch.damagedCount;
    const asked = ask(batch.rows);
    const changes: ChangedAnswer[] = [];
    batch.rows.forEach((fields, index) => {
      const before = asked.refused[index] ? undefined : statedIn(fields, reader);
      if (before === undefined) {
        damagedCount++;
        return;
      }
      const after = asked.answer(index);
      const model = reader.model(fields);
      const requestId = reader.requestId(fields);
      replayOf(model).add({ before, after }, asked.slicedCells(index), labels.take(requestId));
      if (after.prediction !== before.prediction) {
        changes.push({ requestId, version: model.version, before, after });
      }
      const at = reader.at(fields);
      if (firstAt === "" || at < firstAt) firstAt = at;
      if (at > lastAt) lastAt = at;
    });
    await keepChanges(changes);
    rowCount += batch.rows.length;
    onRead(rowCount);
  }
  return { replays: [...replays.values()], damagedCount, firstAt, lastAt };
}

/** What was answered in service; undefined for what no server would have answered. */
function statedIn(fields: readonly string[], reader: AnswerReader): StatedAnswer | undefined {
  const outcome = reader.outcome(fields);
  if (outcome === undefined) return undefined;
  const { prediction, probability } = outcome;
  return { prediction: prediction === 1 ? 1 : 0, probability };
}

async function compare(
  { model, changes, slices, probabilities, sample, labelled }: VersionReplay,
  candidate: Candidate,
  { loadVersion, random }: ReplayPorts,
): Promise<VersionComparison> {
  let served: Candidate | undefined;
  let problem: string | undefined;
  try {
    served = await loadVersion(model);
  } catch (error) {
    // What changes is known all the same.
    if (!(error instanceof UserError)) throw error;
    problem = error.message;
  }
  const { items } = sample;
  return {
    model,
    changes,
    slices: slices.counts(),
    probability: summarizeProbabilityChange(probabilities),
    estimated: {
      before: served && estimateOf(served, items.map(({ before }) => before), random),
      after: estimateOf(candidate, items.map(({ after }) => after), random),
    },
    problem,
    realised: labelled.items.length === 0 ? undefined : compareRealised(labelled.items),
  };
}
