/** Errors as clients see them: problem details for HTTP APIs (RFC 9457), in one shape everywhere. */
import type { Fault } from "@/workflows/serve/answer.ts";

/** Media type of a problem. */
export const problemType = "application/problem+json";

/** A wrong field, or the way to it through the request's objects and lists. */
export interface PlacedFault extends Omit<Fault, "field"> {
  readonly field: string | readonly string[];
}

/** What went wrong with a request. */
export interface ProblemOptions {
  /** Every wrong field at once. */
  readonly faults?: readonly PlacedFault[];
  readonly headers?: Readonly<Record<string, string>>;
}

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  404: "Not found",
  405: "Method not allowed",
  408: "Request timeout",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
  500: "Internal server error",
  501: "Not implemented",
  503: "Service unavailable",
};

/** A request that is answered with an error. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly faults: readonly PlacedFault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, { faults, headers = {} }: ProblemOptions = {}) {
    super(detail);
    this.status = status;
    this.faults = faults;
    this.headers = headers;
  }

  /** The body, as RFC 9457 and its "errors" extension have it. */
  toBody(requestId: string) {
    return {
      type: "about:blank",
      title: titles[this.status],
      status: this.status,
      detail: this.message,
      request_id: requestId,
      ...(this.faults && {
        errors: this.faults.map(({ field, message }) => ({
          pointer: pointerTo(typeof field === "string" ? [field] : field),
          detail: message,
        })),
      }),
    };
  }
}

/** A JSON pointer (RFC 6901) as the fragment of a URI, where most characters are encoded. */
function pointerTo(path: readonly string[]): string {
  const steps = path.map((step) =>
    encodeURIComponent(step.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1"))
  );
  return ["#", ...steps].join("/");
}
