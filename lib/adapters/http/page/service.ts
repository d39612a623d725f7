/// <reference lib="dom" />
/** The page's calls to the service that it came from. */
import type { ExplainedAnswer, PageModelFile } from "@/adapters/http/page/page_model.ts";
import type { ScoreScale } from "@/explain/feature_explainer.ts";
import type { Contribution } from "@/explain/explainer.ts";
import type { RawRow } from "@/schema/row.ts";
import type { Answer } from "@/workflows/serve/answer.ts";

/** An answer that is in the log. */
export interface LoggedAnswer extends ExplainedAnswer {
  readonly requestId: string;
  readonly threshold: number;
  readonly modelVersion: string;
}

/** `POST /predict?explain=true`. */
interface PredictBody extends Answer {
  readonly request_id: string;
  readonly threshold: number;
  readonly model_version: string;
  readonly explanation?: {
    readonly scale: ScoreScale;
    readonly base_value: number;
    readonly contributions: readonly Contribution[];
  };
}

/** The service refused; its status says whether for want of a key. */
export class ServiceRefusal extends Error {
  override readonly name = "ServiceRefusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The model in service.
 *
 * @throws {ServiceRefusal} when the service does not give it
 */
export function fetchModel(): Promise<PageModelFile> {
  return call("/page/model.json", {});
}

/**
 * The service's answer about a patient, which it keeps in its log.
 *
 * @param isToExplain whether to ask for its reasons as well, of a model that can be explained
 * @throws {ServiceRefusal} when the service does not answer it
 */
export async function predictAndLog(patient: RawRow, isToExplain: boolean): Promise<LoggedAnswer> {
  const { request_id, model_version, explanation, ...answer } = await call<PredictBody>(
    `/predict?explain=${isToExplain}`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(patient),
    },
  );
  return {
    ...answer,
    requestId: request_id,
    modelVersion: model_version,
    explanation: explanation && {
      scale: explanation.scale,
      baseValue: explanation.base_value,
      contributions: explanation.contributions,
    },
  };
}

async function call<Body>(path: string, init: RequestInit): Promise<Body> {
  const headers = new Headers(init.headers);
  const key = document.querySelector<HTMLInputElement>("#key")?.value.trim();
  if (key) headers.set("authorization", `Bearer ${key}`);
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers });
  } catch {
    throw new ServiceRefusal(0, "The service cannot be reached.");
  }
  const body = await response.json().catch(() => undefined);
  if (response.ok) return body;
  throw new ServiceRefusal(
    response.status,
    body?.detail ?? `The service answered ${response.status}.`,
  );
}
