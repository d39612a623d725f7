/** What can go wrong between us and an MLflow server, in words that say what to do about it. */
import { exitCode, UserError } from "@/errors.ts";
import type { UserErrorOptions } from "@/errors.ts";

/**
 * Whether the same call may be sent again: `always` when the server cannot have acted on it,
 * `idempotent` when it may have, `never` when the answer would be the same.
 */
export type Repeat = "always" | "idempotent" | "never";

/** Which call failed. */
export interface FailedCall {
  readonly method: string;
  /** Path below the API's root, such as `mlflow/runs/create`. */
  readonly path: string;
  /** The server's address, without credentials. */
  readonly baseUrl: string;
}

interface MlflowErrorOptions extends UserErrorOptions {
  readonly repeat: Repeat;
  readonly status?: number;
  readonly errorCode?: string;
  readonly retryAfterMs?: number | undefined;
}

/** A call to MLflow that did not succeed. */
export class MlflowError extends UserError {
  readonly method: string;
  readonly path: string;
  /** HTTP status; undefined when no whole answer came. */
  readonly status: number | undefined;
  /** MLflow's own code, such as `RESOURCE_ALREADY_EXISTS`; undefined when it gave none. */
  readonly errorCode: string | undefined;
  readonly repeat: Repeat;
  /** How long the server asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(call: FailedCall, problem: string, options: MlflowErrorOptions) {
    super(`MLflow at ${call.baseUrl}, ${call.method} ${call.path}: ${problem}`, options);
    this.method = call.method;
    this.path = call.path;
    this.status = options.status;
    this.errorCode = options.errorCode;
    this.repeat = options.repeat;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether an error is MLflow's answer with this code. */
export function hasErrorCode(error: unknown, errorCode: string): error is MlflowError {
  return error instanceof MlflowError && error.errorCode === errorCode;
}

const hints = {
  unreachable: "Is the server running? deno task mlflow --status tells.",
  credentials: "Check MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and " +
    "MLFLOW_TRACKING_PASSWORD.",
  address: "Is this the address of an MLflow server? Check MLFLOW_TRACKING_URI.",
  overloaded: "The server is overloaded or failing: look at its log, then run the task again.",
};

/**
 * Two calls wrote the same new row at once, in the words of SQLite, MySQL and PostgreSQL. What was
 * there before has an error code of its own.
 */
const writersCollided =
  /\((sqlite3|\w+\.err|psycopg2?\.errors)\.(IntegrityError|UniqueViolation)\)/;

/** Statuses that tell of a passing trouble on the server or on the way to it. */
const transientStatuses = new Set([408, 500, 502, 503, 504]);

/** The server could not be spoken to, or the conversation broke off. */
export function networkError(call: FailedCall, cause: unknown): MlflowError {
  const text = networkErrorText(cause);
  // Deno tells the phase only in the text; "Connect" means that no byte of the request went out.
  const unsent = text.includes("client error (Connect)");
  const reason = text.replace(/^.*client error \(\w+\): /s, "");
  return new MlflowError(
    call,
    unsent ? `cannot connect (${reason})` : `the connection broke (${reason})`,
    {
      repeat: unsent ? "always" : "idempotent",
      exitCode: exitCode.unavailable,
      hint: hints.unreachable,
      cause,
    },
  );
}

function networkErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** No answer came in time. */
export function timeoutError(call: FailedCall, timeoutMs: number): MlflowError {
  return new MlflowError(call, `no answer within ${timeoutMs / 1000} s`, {
    repeat: "idempotent",
    exitCode: exitCode.unavailable,
    hint: hints.unreachable,
  });
}

/** The answer is a success, but not what MLflow would say. */
export function contentError(call: FailedCall, status: number, body: string): MlflowError {
  if (looksLikeHtml(body)) {
    return new MlflowError(call, `expected JSON, found a web page (${excerpt(body)})`, {
      repeat: "never",
      status,
      hint: hints.address,
    });
  }
  return new MlflowError(call, `expected JSON, found '${excerpt(body)}'`, {
    repeat: "idempotent",
    status,
    exitCode: exitCode.unavailable,
    hint: "The answer was cut off or altered on its way: is there a proxy before the server?",
  });
}

/** The server, or something before it, answered with a status other than success. */
export function responseError(
  call: FailedCall,
  answer: {
    readonly status: number;
    readonly body: string;
    readonly location: string;
    readonly retryAfterMs: number | undefined;
  },
): MlflowError {
  const { status, body, location, retryAfterMs } = answer;
  if (status >= 300 && status < 400) {
    return new MlflowError(call, `${status}, it has moved to ${location || "another address"}`, {
      repeat: "never",
      status,
      hint: "Set MLFLOW_TRACKING_URI to the address that answers without a redirect.",
    });
  }
  const { errorCode, message } = readErrorBody(body);
  const haveCollided = errorCode === "BAD_REQUEST" && writersCollided.test(message);
  const transient = status === 429 || transientStatuses.has(status) || haveCollided;
  const hint = hintFor(status, errorCode, body, transient);
  return new MlflowError(call, [status, errorCode].filter(Boolean).join(" ") + `: ${message}`, {
    repeat: status === 429 ? "always" : transient ? "idempotent" : "never",
    status,
    retryAfterMs,
    exitCode: transient || status >= 500 ? exitCode.unavailable : exitCode.failure,
    ...(errorCode !== undefined && { errorCode }),
    ...(hint !== undefined && { hint }),
  });
}

function hintFor(status: number, errorCode: string | undefined, body: string, transient: boolean) {
  if (status === 401 || status === 403) return hints.credentials;
  if (status === 404 && errorCode === undefined && looksLikeHtml(body)) return hints.address;
  return transient ? hints.overloaded : undefined;
}

function readErrorBody(body: string): { errorCode: string | undefined; message: string } {
  try {
    const { error_code: errorCode, message, detail } = JSON.parse(body);
    return {
      errorCode: typeof errorCode === "string" ? errorCode : undefined,
      message: excerpt(String(message ?? detail ?? body)),
    };
  } catch {
    return { errorCode: undefined, message: excerpt(body) || "no explanation given" };
  }
}

function looksLikeHtml(body: string): boolean {
  return /^\s*<(!doctype|html|head|body)/i.test(body);
}

/** The telling part of a body, on one line: a page's title, or its words. */
function excerpt(body: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(body)?.[1];
  const words = title ?? (looksLikeHtml(body) ? body.replace(/<[^>]*>/g, " ") : body);
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > 500 ? `${line.slice(0, 500)}…` : line;
}
