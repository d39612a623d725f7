/** The search: asks for points, judges them fold by fold, and never lets a failure end it. */
import type { Evaluation } from "@/evaluate/metric_catalog.ts";
import type { Sampler } from "@/tune/sampler.ts";
import type { Point, Space } from "@/tune/space.ts";
import { shouldPrune } from "@/workflows/tune/median_pruner.ts";
import { judgedTrial, type Trial } from "@/workflows/tune/trial.ts";

/** What is searched, how and how far. */
export interface SearchPlan {
  readonly space: Space;
  readonly sampler: Sampler;
  /** Trials in all, those of an earlier start among them. */
  readonly trialCount: number;
  readonly foldCount: number;
  readonly pruning: boolean;
}

/** A trial with every metric of the folds that were judged. */
export interface EndedTrial {
  readonly trial: Trial;
  readonly folds: readonly Evaluation[];
}

/** What the search reaches outside through. */
export interface SearchPorts {
  /** Judges a point on one fold. */
  judgeFold(point: Point, fold: number): Promise<Evaluation>;
  /** How many folds can be judged at once. */
  readonly workerCount: number;
  /**
   * Is told of each trial as it starts; the search goes on when this resolves. `ended` rejects
   * when the trial was interrupted.
   */
  onTrial(number: number, point: Point, ended: Promise<EndedTrial>): Promise<void>;
  /** Is told of all trials so far whenever one has ended. */
  onEnd(trials: readonly Trial[]): void;
  /** Whether no further trial is to be started. */
  isOver(): boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/**
 * Runs every trial that is not among the earlier ones; returns all, by number.
 *
 * What a trial is depends on its number and the trials before it alone. Those that the sampler
 * draws without regard to others run side by side, so that no worker waits.
 *
 * @throws the signal's reason when it aborts
 */
export async function search(
  plan: SearchPlan,
  earlier: readonly Trial[],
  ports: SearchPorts,
): Promise<Trial[]> {
  const { space, sampler, trialCount, foldCount, pruning } = plan;
  const trials = new Map(earlier.map((trial) => [trial.number, trial]));
  const before = (number: number) =>
    [...trials.values()].filter((other) => other.number < number)
      .sort((a, b) => a.number - b.number);
  const running = new Set<Promise<unknown>>();
  const ahead = Math.ceil(ports.workerCount / foldCount) + 1;
  for (let number = 0; number < trialCount && !ports.isOver(); number++) {
    if (trials.has(number)) continue;
    const isDrawn = number < sampler.startupCount;
    while (running.size >= (isDrawn && !pruning ? ahead : 1)) await Promise.race(running);
    ports.signal.throwIfAborted();
    const predecessors = before(number);
    const history = isDrawn ? [] : predecessors.flatMap(judgedTrial);
    const point = sampler.suggest(space, history, number);
    const ended = judge({ number, point }, pruning ? predecessors : [], plan, ports);
    const recorded = ended.then(({ trial }) => {
      trials.set(number, trial);
      ports.onEnd(before(trialCount));
    }).finally(() => running.delete(recorded));
    // Whoever awaits it next is told; until then it is nobody's error.
    recorded.catch(() => {});
    running.add(recorded);
    await ports.onTrial(number, point, ended);
  }
  await Promise.all(running);
  return before(trialCount);
}

/** Judges a trial's folds in order, several at once; an interruption alone makes it reject. */
async function judge(
  { number, point }: Pick<Trial, "number" | "point">,
  predecessors: readonly Trial[],
  { foldCount, pruning }: SearchPlan,
  { judgeFold, workerCount, now, signal }: SearchPorts,
): Promise<EndedTrial> {
  const startMs = now();
  const folds: Evaluation[] = [];
  const end = (state: Trial["state"], error?: string): EndedTrial => ({
    folds,
    trial: {
      number,
      point,
      state,
      foldScores: folds.map(({ rocAuc }) => rocAuc),
      durationMs: now() - startMs,
      ...(error === undefined ? {} : { error }),
    },
  });
  const rivals = predecessors
    .filter(({ state }) => state !== "failed")
    .map(({ foldScores }) => foldScores);
  // Folds that a pruned trial would not need are not begun before their turn is near.
  const window = pruning ? workerCount : foldCount;
  const begun: Promise<Evaluation>[] = [];
  try {
    while (folds.length < foldCount) {
      while (begun.length < Math.min(foldCount, folds.length + window)) {
        const fold = judgeFold(point, begun.length);
        fold.catch(() => {});
        begun.push(fold);
      }
      folds.push(await begun[folds.length]);
      const isLast = folds.length === foldCount;
      if (!isLast && shouldPrune(folds.map(({ rocAuc }) => rocAuc), rivals)) return end("pruned");
    }
    return end("complete");
  } catch (error) {
    signal.throwIfAborted();
    return end("failed", error instanceof Error ? error.message : String(error));
  }
}
