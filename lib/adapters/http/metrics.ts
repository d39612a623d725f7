/** The service's figures for Prometheus. */
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Answer } from "@/workflows/serve/answer.ts";
import type { Journal } from "@/workflows/serve/journal.ts";
import type { CheckOutcome, ModelKeeper } from "@/workflows/serve/model_keeper.ts";

/** All figures of one thread, as plain data. */
export type Figures = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** What is counted and measured. */
export interface ServeMetrics {
  request(path: string, status: number, seconds: number): void;
  predictions(answers: readonly Answer[]): void;
  rejection(): void;
  logFailure(): void;
  check(outcome: CheckOutcome): void;
  figures(): Promise<Figures>;
}

/** Media type of Prometheus' text format. */
export const figuresType = Registry.PROMETHEUS_CONTENT_TYPE;

/** The figures of one or more threads together, in Prometheus' text format. */
export function figuresText(ofThreads: readonly Figures[]): Promise<string> {
  return AggregatorRegistry.aggregate([...ofThreads]).metrics();
}

const latencyBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** Makes the figures of one process. */
export function createServeMetrics(keeper: ModelKeeper, journal: Journal): ServeMetrics {
  const registers = [new Registry()];
  const [registry] = registers;
  const requests = new Counter({
    name: "heart_requests_total",
    help: "Requests by path and status.",
    labelNames: ["path", "status"],
    registers,
  });
  const latency = new Histogram({
    name: "heart_request_seconds",
    help: "Time from a request's arrival to its answer.",
    labelNames: ["path"],
    buckets: latencyBuckets,
    registers,
  });
  const predictions = new Counter({
    name: "heart_predictions_total",
    help: "Predictions by class.",
    labelNames: ["prediction"],
    registers,
  });
  const warnings = new Counter({
    name: "heart_prediction_warnings_total",
    help: "Warnings that came with predictions, by kind.",
    labelNames: ["kind"],
    registers,
  });
  const rejections = new Counter({
    name: "heart_rejected_rows_total",
    help: "Rows that could not be used.",
    registers,
  });
  const logFailures = new Counter({
    name: "heart_log_failures_total",
    help: "Records that the prediction log could not keep.",
    registers,
  });
  const checks = new Counter({
    name: "heart_model_checks_total",
    help: "Looks for another model, by outcome.",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of ["unchanged", "replaced", "failed"]) checks.inc({ outcome }, 0);
  new Gauge({
    name: "heart_model_info",
    help: "The model in service; always 1.",
    labelNames: ["name", "version", "from_cache"],
    aggregator: "first",
    registers,
    collect() {
      this.reset();
      const { name, version } = keeper.current.identity;
      this.set({ name, version, from_cache: String(keeper.isFromCache) }, 1);
    },
  });
  new Gauge({
    name: "heart_model_is_current",
    help: "Whether the model in service is the one its source names.",
    aggregator: "min",
    registers,
    collect() {
      this.set(keeper.problem === undefined ? 1 : 0);
    },
  });
  new Gauge({
    name: "heart_log_queue",
    help: "Records that wait to be on disk.",
    registers,
    collect() {
      this.set(journal.waitingCount);
    },
  });
  return {
    request(path, status, seconds) {
      requests.inc({ path, status });
      latency.observe({ path }, seconds);
    },
    predictions(answers) {
      for (const { prediction, warnings: found } of answers) {
        predictions.inc({ prediction });
        for (const { kind } of found) warnings.inc({ kind });
      }
    },
    rejection: () => rejections.inc(),
    logFailure: () => logFailures.inc(),
    check: (outcome) => checks.inc({ outcome }),
    figures: () => registry.getMetricsAsJSON(),
  };
}
