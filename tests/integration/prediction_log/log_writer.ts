/** Processes that write to one prediction log. */
import { fileURLToPath } from "node:url";

/** What a process is to write. */
export interface LogWriterOptions {
  readonly path: string;
  /** Begins the ids of its rows. */
  readonly prefix: string;
  readonly segmentBytes: number;
  readonly rowsAWrite: number;
  /** As many as it manages when undefined. */
  readonly writeCount?: number;
}

/** A process that writes. */
export interface LogWriter {
  /** Fulfilled when the first row was acknowledged. */
  readonly begun: Promise<void>;
  kill(): void;
  /** Ids of all rows that were acknowledged, once the process has ended. */
  readonly acknowledged: Promise<readonly string[]>;
  readonly status: Promise<Deno.CommandStatus>;
}

const root = new URL("../../../", import.meta.url);
const script = new URL("write_log.ts", import.meta.url);

/** Starts a process. */
export function startLogWriter(options: LogWriterOptions): LogWriter {
  const { path, prefix, segmentBytes, rowsAWrite, writeCount } = options;
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-q",
      "-A",
      "--config",
      fileURLToPath(new URL("deno.json", root)),
      fileURLToPath(script),
      path,
      prefix,
      ...[segmentBytes, rowsAWrite, writeCount].filter((value) => value !== undefined).map(String),
    ],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const begun = Promise.withResolvers<void>();
  async function readIds(): Promise<readonly string[]> {
    let text = "";
    for await (const piece of process.stdout.pipeThrough(new TextDecoderStream())) {
      text += piece;
      begun.resolve();
    }
    begun.resolve();
    // Of an id that was cut off nobody can tell which it is.
    return text.split("\n").slice(0, -1);
  }
  return {
    begun: begun.promise,
    kill: () => process.kill("SIGKILL"),
    acknowledged: readIds(),
    status: process.status,
  };
}
