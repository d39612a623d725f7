/** Every kind of estimator, by name: how it is made and presented. */
import { exitCode, UserError } from "@/errors.ts";
import type { Estimator, FittedEstimator, Params } from "@/estimators/contract.ts";
import { dummyEstimator } from "@/estimators/dummy.ts";
import { forestEstimator } from "@/estimators/forest/estimator.ts";
import { logisticEstimator } from "@/estimators/logistic/estimator.ts";
import type { XgboostEngine } from "@/estimators/xgboost/engine.ts";
import { xgboostEstimator } from "@/estimators/xgboost/estimator.ts";
import { modelJson } from "@/estimators/xgboost/fitted.ts";

/** Names of the kinds. */
export const estimatorKinds = ["dummy", "logistic", "forest", "xgboost"] as const;

/** One of the kinds. */
export type EstimatorKind = typeof estimatorKinds[number];

/** Native engines that fitting may need; predicting never does. */
export interface Engines {
  readonly xgboost?: XgboostEngine;
}

interface CatalogEntry {
  /** Words for a person. */
  readonly title: string;
  /** How its importance is measured. */
  readonly importanceMeasure: string;
  /** Whether NaN is a value it takes. */
  readonly takesMissing: boolean;
  /** Whether its features should share a scale. */
  readonly wantsScaling: boolean;
  readonly create: (params: Params, engines: Engines) => Estimator;
  /** The model in its library's own formats, by file name. */
  readonly nativeFiles?: (fitted: FittedEstimator, engines: Engines) => NativeFiles;
}

/** Files in a library's own format, by name. */
export type NativeFiles = Readonly<Record<string, string | Uint8Array>>;

/** The catalog. */
export const estimatorCatalog: Readonly<Record<EstimatorKind, CatalogEntry>> = {
  dummy: {
    title: "Dummy (prior)",
    importanceMeasure: "no feature is used",
    takesMissing: false,
    wantsScaling: false,
    create: () => dummyEstimator(),
  },
  logistic: {
    title: "Logistic regression",
    importanceMeasure: "size of the standardised weight",
    takesMissing: false,
    wantsScaling: true,
    create: (params) => logisticEstimator(params),
  },
  forest: {
    title: "Random forest",
    importanceMeasure: "mean decrease of Gini impurity",
    takesMissing: false,
    wantsScaling: false,
    create: (params) => forestEstimator(params),
  },
  xgboost: {
    title: "XGBoost",
    importanceMeasure: "total gain of the splits",
    takesMissing: true,
    wantsScaling: false,
    create: (params, { xgboost }) => {
      if (xgboost) return xgboostEstimator(params, xgboost);
      throw new UserError("Fitting XGBoost needs its library, and none was opened.", {
        exitCode: exitCode.unavailable,
        hint: "Run a task that sets up Python, such as: deno task train",
      });
    },
    nativeFiles: (fitted, { xgboost }) => {
      const json = modelJson(fitted);
      return { "model.json": json, ...(xgboost && { "model.ubj": xgboost.toUbj(json) }) };
    },
  },
};

/** @throws {UserError} when `name` is no kind of estimator */
export function estimatorKind(name: string): EstimatorKind {
  const kind = estimatorKinds.find((known) => known === name);
  if (kind) return kind;
  throw new UserError(`There is no estimator '${name}'.`, {
    exitCode: exitCode.usage,
    hint: `Choose from ${estimatorKinds.join(", ")}.`,
  });
}
