/** Builds what monitoring reaches outside through, and checks the log. */
import { basename, join, resolve } from "node:path";
import { writeAtomically } from "@/adapters/files/atomic_write.ts";
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { takeFreeLock } from "@/adapters/files/file_lock.ts";
import { lookUpSession, openSession } from "@/adapters/files/session.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { loadVersion } from "@/adapters/monitoring/load_version.ts";
import { requireLog } from "@/adapters/monitoring/require_log.ts";
import { startPlotWorker } from "@/adapters/plotly/plot_worker.ts";
import { readProvenance } from "@/adapters/provenance/provenance.ts";
import { provenanceTags } from "@/adapters/provenance/tags.ts";
import { userName } from "@/adapters/provenance/user_name.ts";
import type { JobContext } from "@/adapters/training/job_context.ts";
import { createRandom } from "@/data/random.ts";
import { exitCode, UserError } from "@/errors.ts";
import { driftNumbersFigure } from "@/plots/drift_numbers.ts";
import { heartSchema } from "@/schema/heart.ts";
import { sha256 } from "@/workflows/model/checksums.ts";
import { monitor, type MonitorOutcome } from "@/workflows/monitor/monitor.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";

/** The flags of a check. */
export interface CheckOptions {
  /** Path of the prediction log. */
  readonly log: string;
  /** The registered model. */
  readonly model: string;
  readonly window: WindowChoice;
  readonly logEmpty: boolean;
  /** Where to write the report as well. */
  readonly report?: string;
}

/** Of the costliest kind, with little in it. */
const firstFigure = driftNumbersFigure({
  columns: [{
    title: "warming up",
    verdict: "ok",
    reference: Float64Array.of(0, 1),
    current: Float64Array.of(0, 1),
  }],
  measuredOn: "nothing",
});

/** Of samples and permutations; so a window has the same verdict each time. */
const seed = 42;

/**
 * Checks the prediction log.
 *
 * @throws {UserError} when there is no log, it or MLflow fails, or another check is at work
 */
export async function checkLog(
  options: CheckOptions,
  context: Omit<JobContext, "announceSynthetic">,
): Promise<MonitorOutcome> {
  const { log, model, window, logEmpty, report } = options;
  const { root } = context;
  await requireLog(log, "monitor");
  using session = await openSession(root);
  using _lock = window.kind === "new" ? await takeTurn(root, log, model) : undefined;
  const renderer = startPlotWorker();
  // The first picture takes a second longer than others; let it pass while the log is read.
  renderer.png(firstFigure).catch(() => {});
  try {
    const transport = await connectMlflow(context);
    const provenance = await readProvenance(root);
    const outcome = await monitor({
      schema: heartSchema,
      series: { model, log: basename(log) },
      window,
      logsEmpty: logEmpty,
      tags: provenanceTags(provenance),
    }, {
      ...context,
      ...portsOver(transport, session.id, provenance.gitCommit),
      log: csvPredictionLog(log, heartSchema),
      renderer,
    });
    if (report !== undefined && outcome.logged) {
      await writeAtomically(report, [outcome.logged.report]);
    }
    return outcome;
  } finally {
    renderer.close();
  }
}

function portsOver(transport: Transport, session: string, gitCommit: string | undefined) {
  return {
    tracker: createMlflowTracker({
      transport,
      origin: { user: userName(), sourceName: "tasks/monitor.ts", gitCommit, session },
    }),
    registry: createMlflowRegistry({ transport }),
    loadVersion: (model: Parameters<typeof loadVersion>[2]) =>
      loadVersion(transport, heartSchema, model),
    lookUpSession,
    random: createRandom(seed),
    now: Date.now,
  };
}

/** On one machine a lock that the kernel keeps is quicker to ask, and surer, than the server. */
async function takeTurn(root: string, log: string, model: string): Promise<Disposable> {
  const name = sha256(`${resolve(log)}\n${model}`).slice(0, 12);
  const lock = await takeFreeLock(join(root, "mlruns", `monitor.${name}.lock`));
  if (lock !== undefined) return lock;
  throw new UserError(`Another check of ${log} is at work on this machine.`, {
    exitCode: exitCode.unavailable,
    hint: "Wait until it ends; if it never does, look for its process.",
  });
}
