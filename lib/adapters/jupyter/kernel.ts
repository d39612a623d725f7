/** A Deno kernel that runs cells, spoken to as Jupyter does, without Python. */
import { type Channel, openChannel } from "@/adapters/jupyter/channel.ts";
import {
  type KernelEnd,
  type KernelProcessOptions,
  startKernelProcess,
} from "@/adapters/jupyter/kernel_process.ts";
import type { JupyterMessage } from "@/adapters/jupyter/message.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { JsonObject } from "@/json.ts";

/** How a cell ended. */
export type CellEnd =
  | { readonly status: "ok" }
  /** It threw, was interrupted, or could not be run at all. */
  | { readonly status: "error"; readonly ename: string; readonly evalue: string };

/** A running kernel. */
export interface Kernel {
  /**
   * Runs a cell; resolves when it has ended and all its outputs have come.
   *
   * @throws {UserError} when the kernel ends meanwhile
   */
  execute(code: string, onOutput: (message: JupyterMessage) => void): Promise<CellEnd>;
  /** Asks the cell that runs to stop, as Jupyter's Interrupt button does. */
  interrupt(): void;
  /** Ends the kernel. */
  close(): Promise<void>;
}

/** What {@linkcode startKernel} is given. */
export interface KernelOptions extends KernelProcessOptions {
  readonly signal: AbortSignal;
}

const startTimeoutMs = 60_000;
const askAgainMs = 50;
const lastOutputType = "application/x.heart.last-output";

/**
 * Starts a kernel and waits until it answers.
 *
 * @throws {UserError} when it does not start
 * @throws the signal's reason when it aborts first
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  const process = await startKernelProcess(options);
  const { promise: broken, reject: onFailure } = Promise.withResolvers<never>();
  const ended = process.ended.then((end): never => {
    throw endError(end);
  });
  const failed = Promise.race([ended, broken]);
  failed.catch(() => {});
  const session = crypto.randomUUID();
  const replies = new Map<string, (message: JupyterMessage) => void>();
  const listeners = new Set<(message: JupyterMessage) => void>();
  const open = (port: number, kind: "DEALER" | "SUB", onMessage: (m: JupyterMessage) => void) =>
    openChannel({
      ...{ port, kind, key: process.connection.key, session, onMessage, onFailure },
      patienceMs: startTimeoutMs,
      signal: options.signal,
    });
  const onReply = (message: JupyterMessage) => {
    replies.get(message.parent_header.msg_id ?? "")?.(message);
  };
  const channels: Channel[] = [];
  const close = async () => {
    for (const channel of channels) channel.close();
    await process.close();
  };
  try {
    const { shell_port, iopub_port } = process.connection;
    const opening = [
      open(shell_port, "DEALER", onReply),
      open(iopub_port, "SUB", (message) => listeners.forEach((listen) => listen(message))),
    ];
    channels.push(...await Promise.race([Promise.all(opening), failed]));
    const [shell] = channels;
    const ask = async (channel: Channel, id: string, type: string, content: JsonObject) => {
      const answer = new Promise<JupyterMessage>((resolve) => replies.set(id, resolve));
      await channel.send(id, type, content);
      return await Promise.race([answer, failed]).finally(() => replies.delete(id));
    };
    await untilHeard(
      listeners,
      () => ask(shell, crypto.randomUUID(), "kernel_info_request", {}),
      options.signal,
    );
    return {
      execute: (code, onOutput) =>
        execute(code, onOutput, {
          listeners,
          failed,
          ask: (id, content) => ask(shell, id, "execute_request", content),
        }),
      interrupt: process.interrupt,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The terminal sends Ctrl-C to the kernel as well, which may end before this process hears. */
function endError({ said, signal }: KernelEnd): UserError {
  if (signal === "SIGINT" || signal === "SIGTERM") {
    return new UserError("Interrupted.", { exitCode: exitCode.interrupted });
  }
  return new UserError(`The Deno kernel has ended.${said && ` It said:\n${said}`}`, {
    exitCode: exitCode.failure,
    hint: "A cell may have called Deno.exit, or the machine may be out of memory.",
  });
}

/** What is published before a subscription has arrived is lost, so ask until something is heard. */
async function untilHeard(
  listeners: Set<(message: JupyterMessage) => void>,
  ask: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  let heard = false;
  const listen = () => heard = true;
  listeners.add(listen);
  while (!heard) {
    signal.throwIfAborted();
    await ask();
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
  listeners.delete(listen);
}

interface Execution {
  readonly listeners: Set<(message: JupyterMessage) => void>;
  readonly failed: Promise<never>;
  readonly ask: (id: string, content: JsonObject) => Promise<JupyterMessage>;
}

/**
 * Outputs travel on a queue of their own and may come after the cell's end, even as the next
 * cell's. So a mark is sent through that queue, and what comes before it belongs to this cell.
 */
async function execute(
  code: string,
  onOutput: (message: JupyterMessage) => void,
  { listeners, failed, ask }: Execution,
): Promise<CellEnd> {
  const [cellId, markId] = [crypto.randomUUID(), crypto.randomUUID()];
  const { promise: marked, resolve } = Promise.withResolvers<void>();
  const listen = (message: JupyterMessage) => {
    const parentId = message.parent_header.msg_id;
    if (parentId !== cellId && parentId !== markId) return;
    if (isMark(message)) resolve();
    else if (message.header.msg_type !== "execute_input") onOutput(message);
  };
  listeners.add(listen);
  try {
    const { content } = await ask(cellId, request(code, false));
    const mark =
      `void Deno.jupyter.broadcast("display_data", { data: { "${lastOutputType}": "" }, ` +
      `metadata: {}, transient: {} })`;
    await ask(markId, request(mark, true));
    await Promise.race([marked, failed]);
    return content.status === "ok"
      ? { status: "ok" }
      : { status: "error", ename: String(content.ename), evalue: String(content.evalue) };
  } finally {
    listeners.delete(listen);
  }
}

function request(code: string, silent: boolean): JsonObject {
  return {
    code,
    silent,
    store_history: !silent,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  };
}

function isMark({ header, content }: JupyterMessage): boolean {
  return header.msg_type === "display_data" && lastOutputType in (content.data as JsonObject);
}
