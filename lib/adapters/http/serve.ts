/** Runs the service in threads that share its port, each with leave to do what it needs alone. */
import { UserError } from "@/errors.ts";
import { listenError } from "@/adapters/http/listen_error.ts";
import type { Figures } from "@/adapters/http/metrics.ts";
import { type ServeSettings, threadPermissions } from "@/adapters/http/serve_settings.ts";
import type { FromThread, ThreadPart, ToThread } from "@/adapters/http/thread_messages.ts";

/** A service that answers. */
export interface Serving {
  /** Its address, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Rejects when a thread ends by a defect. */
  readonly broken: Promise<never>;
  /** Answers what has come, and takes no more. */
  stop(): Promise<void>;
}

/**
 * Starts the service.
 *
 * @throws {UserError} when there is no model, the log cannot be opened, or the port is taken
 */
export async function serve(settings: ServeSettings, threadCount: number): Promise<Serving> {
  const threads: Thread[] = [];
  const allFigures = () => Promise.all(threads.map((thread) => thread.figures()));
  const start = async (port: number, isFirst: boolean) => {
    const part = { sharesPort: threadCount > 1, isFirst };
    const thread = await startThread({ ...settings, port }, part, allFigures);
    threads.push(thread);
    return thread;
  };
  // Listeners that share a port would not notice a stranger who shares it, too.
  if (threadCount > 1 && settings.port !== 0) checkFree(settings);
  const { url } = await start(settings.port, true);
  const port = Number(new URL(url).port || 80);
  await Promise.all(Array.from({ length: threadCount - 1 }, () => start(port, false)));
  return {
    url,
    broken: Promise.race(threads.map(({ broken }) => broken)),
    async stop() {
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

function checkFree({ hostname, port }: ServeSettings): void {
  try {
    Deno.listen({ hostname, port }).close();
  } catch (cause) {
    throw listenError(hostname, port, cause);
  }
}

interface Thread {
  readonly url: string;
  readonly broken: Promise<never>;
  figures(): Promise<Figures>;
  stop(): Promise<void>;
}

async function startThread(
  settings: ServeSettings,
  part: ThreadPart,
  allFigures: () => Promise<Figures[]>,
): Promise<Thread> {
  const permissions = threadPermissions(settings, (name) => Deno.env.get(name));
  const worker = new Worker(import.meta.resolve("./serve_thread.ts"), {
    type: "module",
    // @ts-ignore: an option of Deno's, which its types know with --unstable-worker-options alone
    deno: { permissions },
  });
  const post = (message: ToThread) => worker.postMessage(message);
  const listening = Promise.withResolvers<string>();
  const stopped = Promise.withResolvers<void>();
  const broken = Promise.withResolvers<never>();
  const asked: ((figures: Figures) => void)[] = [];
  broken.promise.catch(() => {});
  worker.onerror = (event) => {
    event.preventDefault();
    const error = new Error(`A thread of the service has ended: ${event.message}`);
    listening.reject(error);
    broken.reject(error);
  };
  worker.onmessage = async ({ data: message }: MessageEvent<FromThread>) => {
    switch (message.kind) {
      case "listening":
        return listening.resolve(message.url);
      case "failed":
        return listening.reject(new UserError(message.message, message.options));
      case "stopped":
        return stopped.resolve();
      case "figures":
        return asked.shift()?.(message.figures);
      case "askAllFigures":
        return post({ kind: "allFigures", figures: await allFigures() });
    }
  };
  post({ kind: "start", settings, part });
  return {
    url: await listening.promise.catch((error) => {
      worker.terminate();
      throw error;
    }),
    broken: broken.promise,
    figures: () =>
      new Promise((resolve) => {
        asked.push(resolve);
        post({ kind: "askFigures" });
      }),
    async stop() {
      post({ kind: "stop" });
      await Promise.race([stopped.promise, broken.promise]);
      worker.terminate();
    },
  };
}
