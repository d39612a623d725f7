/** What the service answers, in JSON Schema; requests' schemas stand beside their endpoints. */
import type { JsonObject } from "@/json.ts";
import { outcomeNames } from "@/plots/outcome.ts";
import { warningKinds } from "@/workflows/serve/warnings.ts";

/** An object all of whose properties are there. */
export function objectSchema(properties: JsonObject, optional: JsonObject = {}): JsonObject {
  return {
    type: "object",
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
  };
}

const text = { type: "string" };
const fraction = { type: "number", minimum: 0, maximum: 1 };

const warning = objectSchema({
  column: text,
  kind: { type: "string", enum: warningKinds },
  message: text,
});

const fault = objectSchema({
  pointer: { ...text, description: "JSON pointer to the field." },
  detail: text,
});

/** What every answer says of the model. */
export const modelFields = {
  threshold: { ...fraction, description: "The prediction is 1 from this probability on." },
  model_name: text,
  model_version: text,
  run_id: { ...text, description: "The MLflow run that made the model." },
  request_id: { ...text, description: "Name it in feedback." },
} as const satisfies JsonObject;

/** What an answer says of one row. */
export const rowFields = {
  prediction: { type: "integer", enum: [0, 1] },
  label: { type: "string", enum: outcomeNames },
  probability: { ...fraction, description: "Probability of disease." },
  warnings: { type: "array", items: warning },
} as const satisfies JsonObject;

/** Why the score is what it is. */
export const explanation = {
  ...objectSchema({
    scale: { type: "string", enum: ["probability", "log-odds"] },
    base_value: { type: "number", description: "The score when nothing is known of a patient." },
    contributions: {
      type: "array",
      items: objectSchema({ column: text, contribution: { type: "number" } }),
    },
  }),
  description: "Base value and contributions (Shapley values) sum to the score.",
} as const satisfies JsonObject;

/** Components of the document. */
export const components = {
  Problem: {
    ...objectSchema({
      type: text,
      title: text,
      status: { type: "integer" },
      detail: text,
      request_id: text,
    }, { errors: { type: "array", items: fault } }),
    description: "What went wrong (RFC 9457), every wrong field at once.",
  },
  Fault: fault,
} as const satisfies JsonObject;

/** A reference to a component. */
export function refer(name: keyof typeof components | "Patient"): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}
