/** `POST /feedback`: what became of a patient, for whoever judges the model later. */
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { answerJson } from "@/adapters/http/exchange.ts";
import { operation } from "@/adapters/http/openapi/operation.ts";
import { objectSchema } from "@/adapters/http/openapi/schemas.ts";
import { Problem } from "@/adapters/http/problem.ts";
import { readJsonObject } from "@/adapters/http/read_body.ts";
import type { Service } from "@/adapters/http/service.ts";
import { strangerFaults } from "@/workflows/serve/answer.ts";

const limitBytes = 4096;
const idPattern = "^[A-Za-z0-9_.#-]{1,80}$";
const idForm = new RegExp(idPattern);

/** The endpoint. */
export function feedbackEndpoints({ predictor }: Service): Endpoint[] {
  const body = objectSchema({
    request_id: { type: "string", pattern: idPattern },
    label: { type: "integer", enum: [0, 1], description: "1 where there is disease." },
  });
  return [{
    method: "post",
    path: "/feedback",
    operation: operation({
      id: "feedback",
      tag: "Predictions",
      summary: "Tell the true label of a patient",
      body: {
        schema: { ...body, additionalProperties: false },
        example: { request_id: "0b8e6f0a-6f0e-4f57-9a53-4f1c0f3a2b11", label: 1 },
      },
      answer: body,
      problems: { 503: "The feedback log cannot be written." },
    }),
    async handle(call) {
      const { request_id, label, ...others } = await readJsonObject(call, limitBytes);
      const faults = strangerFaults(Object.keys(others));
      if (typeof request_id !== "string" || !idForm.test(request_id)) {
        faults.push({ field: "request_id", message: "Expected the request_id of an answer." });
      }
      if (label !== 0 && label !== 1) {
        faults.push({ field: "label", message: "Expected 0 or 1." });
      }
      if (faults.length > 0) throw new Problem(422, "The feedback cannot be read.", { faults });
      await predictor.feedback(request_id as string, label as 0 | 1);
      return answerJson(call, { request_id, label });
    },
  }];
}
