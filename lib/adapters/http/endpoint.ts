/** An endpoint: its path, what the API's document says of it, and its handler, side by side. */
import type { JsonObject } from "@/json.ts";
import type { Call } from "@/adapters/http/exchange.ts";

/** One way to call the service. */
export interface Endpoint {
  readonly method: "get" | "post";
  /** As OpenAPI writes it, such as `/v2/models/{name}`. */
  readonly path: string;
  /** The OpenAPI operation; undefined for pages, and for protocols that others describe. */
  readonly operation?: JsonObject;
  /** Whether anyone may call it, also where keys are asked for. */
  readonly isOpen?: boolean;
  readonly handle: (call: Call) => Response | Promise<Response>;
}
