/** The process of a Deno kernel. */
import { join } from "node:path";
import {
  connectionFile,
  connectionVariable,
  freeConnection,
  type KernelConnection,
} from "@/adapters/jupyter/connection_file.ts";

/** How a kernel's process ended. */
export interface KernelEnd {
  /** The last lines it wrote to standard error. */
  readonly said: string;
  /** The signal that ended it. */
  readonly signal: Deno.Signal | null;
}

/** A kernel's process. */
export interface KernelProcess {
  readonly connection: KernelConnection;
  /** Resolves when the process has ended. */
  readonly ended: Promise<KernelEnd>;
  /** What Jupyter's Interrupt button sends; a kernel without a session ends of it. */
  interrupt(): void;
  /** Ends the process, if it has not ended, and removes its connection file. */
  close(): Promise<void>;
}

/** What {@linkcode startKernelProcess} is given. */
export interface KernelProcessOptions {
  /** The folder in which cells run: that of the notebook. */
  readonly cwd: string;
  /** Where the connection file lies while the kernel runs. */
  readonly runtimeFolder: string;
  /** Variables on top of this process's own. */
  readonly env: Readonly<Record<string, string>>;
}

const quotedLineCount = 10;

/** Starts a kernel of the Deno that runs this. */
export async function startKernelProcess(
  { cwd, runtimeFolder, env }: KernelProcessOptions,
): Promise<KernelProcess> {
  const connection = freeConnection();
  await Deno.mkdir(runtimeFolder, { recursive: true });
  const path = join(runtimeFolder, `kernel-${crypto.randomUUID()}.json`);
  await Deno.writeTextFile(path, connectionFile(connection), { mode: 0o600 });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["jupyter", "--kernel", "--conn", path],
    cwd,
    // A kernel that writes colours would write them into the notebook.
    env: { ...env, NO_COLOR: "1", [connectionVariable]: path },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const ended = lastLines(child.stderr).then(async (said) => {
    const { signal } = await child.status;
    return { said, signal };
  });
  const kill = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself.
    }
  };
  return {
    connection,
    ended,
    interrupt: () => kill("SIGINT"),
    async close() {
      kill("SIGKILL");
      await ended;
      await Deno.remove(path);
    },
  };
}

async function lastLines(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let lines: string[] = [];
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const pieces = `${lines.join("\n")}${text}`.split("\n");
    lines = pieces.slice(-quotedLineCount);
  }
  return lines.join("\n").trim();
}
