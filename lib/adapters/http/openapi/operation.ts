/** OpenAPI operations of endpoints that speak JSON. */
import type { Json, JsonObject } from "@/json.ts";
import { problemType } from "@/adapters/http/problem.ts";
import { refer } from "@/adapters/http/openapi/schemas.ts";

/** What an operation takes and gives. */
export interface OperationParts {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly JsonObject[];
  /** The request's schema, with an example. */
  readonly body?: { readonly schema: JsonObject; readonly example: Json };
  /** The schema of the answer; `contentType` is JSON unless told. */
  readonly answer: JsonObject;
  readonly contentType?: string;
  /** Statuses beside 200, and when they come. */
  readonly problems?: Readonly<Record<number, string>>;
}

const bodyProblems = {
  400: "The request is not JSON, or not UTF-8.",
  413: "The request is too long.",
  415: "The request has another content type.",
  422: "The request is JSON, but not of this form.",
};

/** The operation as OpenAPI writes it. */
export function operation(parts: OperationParts): JsonObject {
  const { id, tag, summary, description, parameters, body, answer } = parts;
  const problems = { ...(body && bodyProblems), ...parts.problems };
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { "application/json": body } },
    }),
    responses: {
      200: {
        description: "Done.",
        content: { [parts.contentType ?? "application/json"]: { schema: answer } },
      },
      ...Object.fromEntries(
        Object.entries(problems).map(([status, when]) => [status, problemResponse(when)]),
      ),
      default: problemResponse("Not done; the problem says why."),
    },
  };
}

function problemResponse(description: string): JsonObject {
  return { description, content: { [problemType]: { schema: refer("Problem") } } };
}
