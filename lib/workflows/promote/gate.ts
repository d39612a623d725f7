/** The gate before Production: loads the models, refits their recipes on the same folds, judges. */
import type { Dataset } from "@/data/dataset.ts";
import { exitCode, UserError } from "@/errors.ts";
import {
  factRule,
  type GateBounds,
  type GateRule,
  judgeFigures,
} from "@/evaluate/promotion_gate.ts";
import { sliceEvaluations } from "@/evaluate/slice_evaluations.ts";
import { type Pipeline, predictProba } from "@/pipeline/pipeline.ts";
import { defaultRecipe, type Recipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { FitRunner } from "@/workflows/fit_job.ts";
import type { Progress } from "@/workflows/progress.ts";
import { examineArtefact, type LoadPipeline } from "@/workflows/promote/artefact.ts";
import { gateSplits, refit } from "@/workflows/promote/refit.ts";
import type { RegisteredVersion } from "@/workflows/registry.ts";

/** What the gate works with. */
export interface GatePorts {
  readonly loadPipeline: LoadPipeline;
  /** Called once, and only when a candidate has come as far as to be judged on rows. */
  readonly obtainDataset: () => Promise<Dataset>;
  /** A runner over that dataset. */
  readonly runnerOver: (dataset: Dataset) => FitRunner;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** How strict the gate is. */
export interface GatePlan {
  readonly bounds: GateBounds;
  readonly allowSynthetic: boolean;
  /** Whether its verdict will be overruled, so that even a judgement that cannot be made counts. */
  readonly forced: boolean;
}

/** Who is judged, and against whom. */
export interface GateSubject {
  readonly candidate: RegisteredVersion;
  /** The version in Production that the candidate would replace. */
  readonly champion: RegisteredVersion | undefined;
}

/** What the gate said. */
export interface GateReport {
  readonly rules: readonly GateRule[];
  readonly passed: boolean;
}

/** The gate. */
export interface Gate {
  /**
   * Looks at what takes no fit: whether the model loads, what it learned from, and whether that
   * data is at hand.
   *
   * @returns the rules so far, and the rest of the judgement; it ends at once when a rule failed
   * @throws {UserError} when the data at hand is not what the candidate learned from
   */
  examine(subject: GateSubject): Promise<{ judge: () => Promise<GateReport> }>;
}

/** Makes a gate. */
export function createGate(plan: GatePlan, ports: GatePorts): Gate {
  let obtained: Promise<Dataset> | undefined;
  const dataset = () => obtained ??= ports.obtainDataset();
  return {
    async examine({ candidate, champion }) {
      const { pipeline, rules: integrity } = await examineArtefact(candidate, ports.loadPipeline);
      const first = [...integrity, originRule(candidate, champion, plan), ...ownFigures(candidate)];
      if (pipeline === undefined || hasFailed(first)) return decided(first);
      const data = await dataset();
      const rules = [...first, dataRule(candidate, data, plan)];
      if (hasFailed(rules)) return decided(rules);
      return {
        async judge() {
          const rival = champion && await loadRival(champion, ports.loadPipeline);
          const judged = await judgeOnRows({ pipeline, rival }, data, plan, ports);
          return report([...rules, ...judged]);
        },
      };
    },
  };
}

const hasFailed = (rules: readonly GateRule[]) => rules.some(({ verdict }) => verdict === "fail");

function report(rules: readonly GateRule[]): GateReport {
  return { rules, passed: !hasFailed(rules) };
}

function decided(rules: readonly GateRule[]) {
  return { judge: () => Promise.resolve(report(rules)) };
}

function originRule(
  candidate: RegisteredVersion,
  champion: RegisteredVersion | undefined,
  { allowSynthetic }: GatePlan,
): GateRule {
  const sourceOf = (version: RegisteredVersion) => version.tags["data.source"];
  const isSynthetic = sourceOf(candidate) === "synthetic";
  const isAllowed = allowSynthetic || champion && sourceOf(champion) === "synthetic";
  return factRule(
    "data.source",
    "Learned from real patients",
    !isSynthetic || Boolean(isAllowed),
    isSynthetic
      ? `SYNTHETIC patients${isAllowed ? ", allowed" : "; --allow-synthetic lets it pass"}`
      : `data.source is ${sourceOf(candidate) ?? "not known"}`,
  );
}

function dataRule(candidate: RegisteredVersion, data: Dataset, { forced }: GatePlan): GateRule {
  const wanted = candidate.tags["data.digest"];
  const isSame = wanted === data.digest;
  if (!isSame && wanted !== undefined && !forced) {
    throw new UserError(
      `Cannot judge version ${candidate.version} of '${candidate.name}' on the data at hand: its ` +
        `SHA-256 is ${data.digest}, and the version learned from ${wanted}.`,
      { exitCode: exitCode.data, hint: "Name the data that it learned from: --data PATH" },
    );
  }
  return factRule(
    "data.digest",
    "Judged on its own data",
    isSame,
    isSame
      ? `${data.rows.length} rows, SHA-256 ${wanted.slice(0, 12)}…`
      : wanted === undefined
      ? "the version has no tag data.digest"
      : "other data is at hand",
  );
}

/** What the version says of itself: figures of its own run, told and not judged. */
function ownFigures({ tags }: RegisteredVersion): GateRule[] {
  const figure = Number(tags["holdout_roc_auc"] ?? NaN);
  if (!Number.isFinite(figure)) return [];
  return [{
    name: "run.holdout_roc_auc",
    title: "ROC AUC on its own hold-out",
    figure,
    relation: null,
    bound: null,
    verdict: "info",
    note: "as its run says",
  }];
}

/** The champion's recipe, or why it cannot be had. */
async function loadRival(
  champion: RegisteredVersion,
  loadPipeline: LoadPipeline,
): Promise<Recipe | GateRule> {
  const { pipeline, rules } = await examineArtefact(champion, loadPipeline);
  if (pipeline !== undefined) return pipeline.recipe;
  return factRule(
    "champion.roc_auc",
    "ROC AUC against the champion",
    false,
    `version ${champion.version} cannot be compared: ${rules[0].note}`,
  );
}

async function judgeOnRows(
  { pipeline, rival }: { pipeline: Pipeline; rival: Recipe | GateRule | undefined },
  dataset: Dataset,
  { bounds }: GatePlan,
  ports: GatePorts,
): Promise<GateRule[]> {
  const { labels, rows } = dataset;
  const isRecipe = rival !== undefined && "estimator" in rival;
  const recipes = [
    pipeline.recipe,
    defaultRecipe("dummy", gateSplits.seed),
    defaultRecipe("logistic", gateSplits.seed),
    ...(isRecipe ? [rival] : []),
  ];
  const refitPorts = { ...ports, runner: ports.runnerOver(dataset) };
  const [candidate, dummy, logistic, champion] = await refit(recipes, dataset, refitPorts);
  const rules = judgeFigures({
    labels,
    candidate,
    dummy,
    logistic,
    champion,
    artefact: predictProba(pipeline, rows),
    slices: sliceEvaluations(heartSchema, rows, labels, candidate, pipeline.threshold),
  }, bounds);
  return rival === undefined || isRecipe ? rules : [...rules, rival];
}
