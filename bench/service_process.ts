/** Services as processes, each in a folder of its own, known by the address that they print. */
import { fileURLToPath } from "node:url";
import { exitCode, UserError } from "@/errors.ts";
import configuration from "../deno.json" with { type: "json" };

/** A service that answers. */
export interface ServiceProcess {
  /** Its address, such as `http://127.0.0.1:8000`. */
  readonly url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Ends it in good order. */
  stop(): Promise<void>;
}

const root = new URL("../", import.meta.url);

/** Starts `deno task serve` with its own permissions, in another folder than the project's. */
export function startOurService(
  folder: string,
  model: string,
  { workers, port = 0 }: { readonly workers: number; readonly port?: number },
): Promise<ServiceProcess> {
  const [program, ...args] = configuration.tasks.serve.command.split(" ");
  const script = args.pop()!;
  const config = fileURLToPath(new URL("deno.json", root));
  return startService(program === "deno" ? Deno.execPath() : program, [
    ...[args[0], "--config", config, ...args.slice(1), fileURLToPath(new URL(script, root))],
    ...["--model", model, "--port", String(port), "--workers", String(workers)],
  ], folder);
}

/**
 * Starts a program and waits until it has printed its address.
 *
 * @throws {UserError} when it ends before
 */
export async function startService(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<ServiceProcess> {
  const child = new Deno.Command(program, {
    args: [...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines: string[] = [];
  const address = Promise.withResolvers<string>();
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      lines.push(text);
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(lines.join("")) ?? [];
      if (url !== undefined) address.resolve(url);
    }
  };
  const ended = Promise.all([child.status, read(child.stdout), read(child.stderr)]);
  ended.then(() => {
    address.reject(
      new UserError(`${program} did not serve: ${lines.join("").trim()}`, {
        exitCode: exitCode.unavailable,
      }),
    );
  });
  const end = async (signal: Deno.Signal) => {
    child.kill(signal);
    await ended;
  };
  return { url: await address.promise, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}
