/** Runs a program to its end and tells each line as it comes. */

/** How a program runs. */
export interface CommandOptions {
  /** Variables set on top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Ends the program. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each line of either stream. */
  readonly onLine?: (line: string) => void;
}

/** What came of it. */
export interface CommandResult {
  readonly success: boolean;
  /** Both streams, a line each, in order of arrival. */
  readonly output: string;
}

/**
 * Runs a program and waits for its end, whatever its exit code.
 *
 * @throws {Deno.errors.NotFound} when there is no such program
 * @throws the signal's reason when it aborts
 */
export async function runCommand(
  program: string,
  args: readonly string[],
  { env = {}, cwd, signal, onLine = () => {} }: CommandOptions = {},
): Promise<CommandResult> {
  signal?.throwIfAborted();
  const child = new Deno.Command(program, {
    args: [...args],
    env: { ...env },
    ...(cwd === undefined ? {} : { cwd }),
    ...(signal === undefined ? {} : { signal }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const lines: string[] = [];
  const collect = (line: string) => {
    lines.push(line);
    onLine(line);
  };
  const [status] = await Promise.all([
    child.status,
    eachLine(child.stdout, collect),
    eachLine(child.stderr, collect),
  ]);
  signal?.throwIfAborted();
  return { success: status.success, output: lines.join("\n") };
}

async function eachLine(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: string) => void,
): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop()!;
    lines.forEach(onLine);
  }
  if (rest !== "") onLine(rest);
}
