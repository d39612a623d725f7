/** A client of the service, for tasks that ask it as a hospital's program would. */
import { z } from "zod";
import { directFetch } from "@/adapters/mlflow/direct_fetch.ts";
import { exitCode, UserError } from "@/errors.ts";
import type { RawRow } from "@/schema/row.ts";

const answerSchema = z.object({
  prediction: z.union([z.literal(0), z.literal(1)]),
  label: z.string(),
  probability: z.number(),
  threshold: z.number(),
  warnings: z.array(z.object({ column: z.string(), kind: z.string(), message: z.string() })),
  model_name: z.string(),
  model_version: z.string(),
  run_id: z.string(),
  request_id: z.string(),
  explanation: z.object({
    scale: z.enum(["probability", "log-odds"]),
    base_value: z.number(),
    contributions: z.array(z.object({ column: z.string(), contribution: z.number() })),
  }).optional(),
});

/** An answer of `POST /predict`, as it comes. */
export type PredictAnswer = z.infer<typeof answerSchema>;

/** Asks one service. */
export interface ServiceClient {
  /**
   * Asks about one patient.
   *
   * @throws {UserError} when the service cannot be reached, or refuses
   */
  predict(row: RawRow, options?: { readonly explain?: boolean }): Promise<PredictAnswer>;
}

/** A client of the service at `url`, such as `http://127.0.0.1:8000`. */
export function createServiceClient(url: string): ServiceClient {
  const call = directFetch();
  return {
    async predict(row, { explain = false } = {}) {
      const path = explain ? "/predict?explain=true" : "/predict";
      return answerSchema.parse(await post(call, `${url}${path}`, row));
    },
  };
}

async function post(call: typeof fetch, url: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await call(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new UserError(`The service does not answer: POST ${url}.`, {
      exitCode: exitCode.unavailable,
      hint: "Start it with: deno task serve",
      cause,
    });
  }
  if (response.ok) return await response.json();
  const text = await response.text();
  throw new UserError(`The service refuses: POST ${url}: ${response.status} ${text}`, {
    exitCode: response.status >= 500 ? exitCode.unavailable : exitCode.data,
  });
}
