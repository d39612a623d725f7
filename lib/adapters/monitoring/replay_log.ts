/** Builds what a replay reaches outside through, and replays the log. */
import { csvPredictionLog } from "@/adapters/files/csv_log_reader.ts";
import { pendingFile, refuseOverwriting } from "@/adapters/files/pending_file.ts";
import { openTextWriter, type TextWriter } from "@/adapters/files/text_writer.ts";
import { connectMlflow } from "@/adapters/mlflow/connect.ts";
import { mlflowModelSource } from "@/adapters/mlflow/model_source.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { loadVersion } from "@/adapters/monitoring/load_version.ts";
import { requireLog } from "@/adapters/monitoring/require_log.ts";
import type { JobContext } from "@/adapters/training/job_context.ts";
import { formatLogLine } from "@/data/log_line.ts";
import { createRandom } from "@/data/random.ts";
import { parseReference } from "@/drift/reference.ts";
import { UserError } from "@/errors.ts";
import { parsePipeline } from "@/pipeline/json.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { WindowChoice } from "@/workflows/monitor/window_choice.ts";
import type { Candidate, ChangedAnswer } from "@/workflows/replay/ports.ts";
import { type Replay, replay } from "@/workflows/replay/replay.ts";
import type { ModelIdentity } from "@/workflows/serve/fetched_model.ts";

/** The flags of a replay. */
export interface ReplayOptions {
  /** URI of the candidate. */
  readonly model: string;
  /** Path of the prediction log. */
  readonly log: string;
  readonly window: WindowChoice;
  /** Where to list the answers that change. */
  readonly output?: string;
  /** Whether a list that is there already may be replaced. */
  readonly force: boolean;
}

/** What a replay found, and of which candidate. */
export interface ReplayOutcome {
  readonly candidate: ModelIdentity;
  readonly replay: Replay;
}

/** Of samples and intervals; so a window has the same figures each time. */
const seed = 42;

/** Columns of the list of answers that change. */
const changeColumns = [
  "request_id",
  "model_version",
  "prediction",
  "probability",
  "new_prediction",
  "new_probability",
];

/**
 * Replays the prediction log through another version.
 *
 * @throws {UserError} when there is no log or model, the list cannot be written, or the work was
 * interrupted; then there is no list
 */
export async function replayLog(
  { model, log, window, output, force }: ReplayOptions,
  context: Omit<JobContext, "announceSynthetic">,
): Promise<ReplayOutcome> {
  await requireLog(log, "replay");
  if (output !== undefined) await refuseOverwriting(output, force);
  let transport: Promise<Transport> | undefined;
  const connect = () => transport ??= connectMlflow(context);
  const { identity, ...candidate } = await loadCandidate(model, connect);
  const replayInto = (keepChanges: (changes: readonly ChangedAnswer[]) => Promise<void>) =>
    replay({ schema: heartSchema, candidate, window }, {
      ...context,
      log: csvPredictionLog(log, heartSchema),
      loadVersion: async (answering) => loadVersion(await connect(), heartSchema, answering),
      keepChanges,
      random: createRandom(seed),
    });
  if (output === undefined) {
    return { candidate: identity, replay: await replayInto(() => Promise.resolve()) };
  }
  await using list = pendingFile(output);
  using file = await openList(list.partialPath, output);
  await file.write(formatLogLine(changeColumns));
  const outcome = await replayInto((changes) =>
    file.write(changes.map((change) => formatLogLine(changeFields(change))).join(""))
  );
  await file.finish();
  await list.keep();
  return { candidate: identity, replay: outcome };
}

async function loadCandidate(
  uri: string,
  connect: () => Promise<Transport>,
): Promise<Candidate & { readonly identity: ModelIdentity }> {
  const source = mlflowModelSource(uri, connect);
  const { identity, pipelineText, referenceText } = await source.fetch(await source.find());
  return {
    identity,
    pipeline: parsePipeline(pipelineText, heartSchema, uri),
    reference: referenceText === undefined ? undefined : parseReference(referenceText, `of ${uri}`),
  };
}

function changeFields({ requestId, version, before, after }: ChangedAnswer): string[] {
  return [
    requestId,
    version,
    ...[before, after].flatMap(({ prediction, probability }) => [
      String(prediction),
      String(probability),
    ]),
  ];
}

async function openList(partialPath: string, output: string): Promise<TextWriter> {
  try {
    return await openTextWriter(partialPath);
  } catch (cause) {
    throw new UserError(`Cannot write ${output}: ${(cause as Error).message}.`, {
      hint: "Check that the folder is there and may be written to.",
      cause,
    });
  }
}
