/** The API's document, OpenAPI 3.1, from the endpoints. */
import type { JsonObject } from "@/json.ts";
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { patientSchema } from "@/adapters/http/openapi/patient_schema.ts";
import { components } from "@/adapters/http/openapi/schemas.ts";
import type { Schema } from "@/schema/column.ts";

/** The version of the API: it grows when a client has to change. */
const apiVersion = "1.0.0";

const description = `Predicts heart disease from thirteen routine features. For study, not for
patients: not a medical device.

Beside what is listed here, the service speaks MLflow's scoring protocol (\`/ping\`, \`/version\`,
\`/invocations\`) and the Open Inference Protocol (\`/v2\`).`;

/**
 * The document of those endpoints that have an operation.
 *
 * @param needsKey whether callers have to send a bearer key
 */
export function openapiDocument(
  endpoints: readonly Endpoint[],
  schema: Schema,
  needsKey: boolean,
): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const { path, method, operation, isOpen } of endpoints) {
    if (operation === undefined) continue;
    paths[path] ??= {};
    paths[path][method] = needsKey && isOpen ? { ...operation, security: [] } : operation;
  }
  return {
    openapi: "3.1.0",
    info: { title: "Heart disease", version: apiVersion, description, license: { name: "MIT" } },
    servers: [{ url: "/" }],
    ...(needsKey && { security: [{ bearer: [] }] }),
    paths,
    components: {
      schemas: { Patient: patientSchema(schema), ...components },
      ...(needsKey && { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } }),
    },
  };
}
