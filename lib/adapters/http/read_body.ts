/** Reads a request's JSON, whatever it sends: too much, too slowly, broken, or something else. */
import type { Call } from "@/adapters/http/exchange.ts";
import { Problem } from "@/adapters/http/problem.ts";

/** A JSON object that came from outside; its fields are its own, its values anything. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** How long a client may take to send its request. */
const sendTimeoutMs = 10_000;

const strictDecoder = new TextDecoder("utf-8", { fatal: true });

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * The request's body as a JSON object.
 *
 * @throws {Problem} when it is none, or longer than `limitBytes`
 */
export async function readJsonObject({ req }: Call, limitBytes: number): Promise<JsonFields> {
  const contentType = req.header("content-type");
  if (contentType === undefined || !jsonType.test(contentType)) {
    throw new Problem(415, "Expected JSON: send content-type: application/json.");
  }
  const length = Number(req.header("content-length") ?? 0);
  if (length > limitBytes) throw tooLarge(limitBytes);
  const json = parse(await readText(req.raw, limitBytes));
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as JsonFields;
  throw new Problem(422, "Expected a JSON object.");
}

function parse(text: string): unknown {
  if (text === "") throw new Problem(400, "Expected JSON, found nothing.");
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the request, which may speak of a patient.
    throw new Problem(
      400,
      "The request is not JSON, which knows no NaN, comments or single quotes.",
    );
  }
}

async function readText(request: Request, limitBytes: number): Promise<string> {
  const bytes = await withinTime<ArrayBuffer | Uint8Array<ArrayBuffer>>(
    request.headers.has("content-length")
      ? request.arrayBuffer()
      : readLimited(request.body, limitBytes),
  );
  try {
    return strictDecoder.decode(bytes);
  } catch {
    throw new Problem(400, "The request is not UTF-8.");
  }
}

async function readLimited(
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let byteCount = 0;
  for await (const piece of body ?? []) {
    byteCount += piece.length;
    if (byteCount > limitBytes) throw tooLarge(limitBytes);
    pieces.push(piece);
  }
  const bytes = new Uint8Array(byteCount);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Bodies that are on their way; one look a second is cheaper than a timer for each. */
const arriving = new Set<{ readonly untilMs: number; readonly giveUp: () => void }>();

async function withinTime<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const arrival = {
    untilMs: Date.now() + sendTimeoutMs,
    giveUp: () =>
      reject(new Problem(408, `The request did not arrive in ${sendTimeoutMs / 1000} s.`)),
  };
  arriving.add(arrival);
  watchArrivals();
  work.then(resolve, reject);
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(400, "The request broke off.");
  } finally {
    arriving.delete(arrival);
  }
}

let watch: ReturnType<typeof setTimeout> | undefined;

function watchArrivals(): void {
  watch ??= setTimeout(() => {
    watch = undefined;
    const nowMs = Date.now();
    for (const { untilMs, giveUp } of arriving) if (untilMs <= nowMs) giveUp();
    if (arriving.size > 0) watchArrivals();
  }, 1000);
}

function tooLarge(limitBytes: number): Problem {
  return new Problem(413, `The request is longer than ${limitBytes} bytes.`);
}
