/// <reference lib="webworker" />
/** A thread of the service: all that answers requests, with leave to do no more than that. */
import { parseKeys } from "@/adapters/http/bearer_keys.ts";
import type { Figures } from "@/adapters/http/metrics.ts";
import type { ServeSettings } from "@/adapters/http/serve_settings.ts";
import { jsonServiceLog, plainServiceLog, type ServiceLog } from "@/adapters/http/service_log.ts";
import { type RunningService, startService } from "@/adapters/http/start_service.ts";
import type { FromThread, ThreadPart, ToThread } from "@/adapters/http/thread_messages.ts";
import { openCsvJournal } from "@/adapters/files/csv_journal.ts";
import { fileModelCache } from "@/adapters/files/model_cache.ts";
import { connectRunningMlflow } from "@/adapters/mlflow/connect_running.ts";
import { mlflowModelSource } from "@/adapters/mlflow/model_source.ts";
import { exitCode, UserError } from "@/errors.ts";
import { heartSchema } from "@/schema/heart.ts";

let service: RunningService | undefined;

/** Whoever waits for the figures of all threads, the oldest first. */
const waiting: ((figures: Figures[]) => void)[] = [];

const tell = (message: FromThread) => self.postMessage(message);

self.onmessage = async ({ data: message }: MessageEvent<ToThread>) => {
  switch (message.kind) {
    case "start":
      return await start(message.settings, message.part);
    case "stop":
      await service?.stop();
      return tell({ kind: "stopped" });
    case "askFigures":
      return tell({ kind: "figures", figures: await service!.figures() });
    case "allFigures":
      return waiting.shift()?.([...message.figures]);
  }
};

async function start(settings: ServeSettings, part: ThreadPart): Promise<void> {
  try {
    service = await startService(optionsOf(settings, part));
    tell({ kind: "listening", url: service.url });
  } catch (caught) {
    const error = caught instanceof Deno.errors.NotCapable ? notAllowed(caught) : caught;
    if (!(error instanceof UserError)) throw error;
    const { message, hint } = error;
    tell({
      kind: "failed",
      message,
      options: { exitCode: error.exitCode, ...(hint === undefined ? {} : { hint }) },
    });
  }
}

/** Deno keeps files such as those under `/dev` for programs that may do anything. */
function notAllowed({ message }: Error): UserError {
  return new UserError(`The service is not allowed what its flags ask for: ${message}`, {
    exitCode: exitCode.usage,
    hint: "Choose a log and a model in folders of your own, not in /dev, /proc or /sys.",
  });
}

function optionsOf(settings: ServeSettings, { sharesPort, isFirst }: ThreadPart) {
  const { hostname, port, pollMs, isLogOptional, keys, requestsPerSecond } = settings;
  const connect = () => connectRunningMlflow(settings.root);
  const log = isFirst ? serviceLog(settings) : errorsAlone(serviceLog(settings));
  return {
    ...{ hostname, port, sharesPort, pollMs, isLogOptional, requestsPerSecond, log },
    schema: heartSchema,
    source: mlflowModelSource(settings.model, connect),
    cache: fileModelCache(settings.cachePath, settings.model),
    shadowSource: settings.shadow === undefined
      ? undefined
      : mlflowModelSource(settings.shadow, connect),
    openJournal: () =>
      openCsvJournal(settings.logPath, heartSchema, {
        onTornLine: ({ path, tornPath, byteCount }) =>
          log.event(
            "warning",
            `${path} ended in the midst of a line; its ${byteCount} bytes are in ${tornPath} now`,
          ),
      }),
    keys: keys && parseKeys(keys.text, keys.source),
    allFigures: () =>
      new Promise<Figures[]>((resolve) => {
        waiting.push(resolve);
        tell({ kind: "askAllFigures" });
      }),
  };
}

function errorsAlone(log: ServiceLog): ServiceLog {
  return {
    ...log,
    event(level, ...event) {
      if (level === "error") log.event(level, ...event);
    },
  };
}

function serviceLog({ isLogJson }: ServeSettings): ServiceLog {
  if (!isLogJson) return plainServiceLog((line) => console.error(line));
  const encoder = new TextEncoder();
  // Lines of several threads stay whole, as each batch is one write.
  const write = async (lines: string) => void await Deno.stdout.write(encoder.encode(lines));
  return jsonServiceLog(write, Date.now);
}
