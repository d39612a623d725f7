/** What moving versions through the registry reaches outside through. */
import { hostname } from "node:os";
import { loadPipeline } from "@/adapters/mlflow/load_pipeline.ts";
import { createMlflowRegistry } from "@/adapters/mlflow/registry.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { userName } from "@/adapters/provenance/user_name.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { RollbackPorts } from "@/workflows/promote/rollback.ts";

/** The ports over an MLflow server; entries of the audit name this user and machine. */
export function promotionPorts(transport: Transport): RollbackPorts {
  return {
    registry: createMlflowRegistry({ transport }),
    by: `${userName()}@${hostname()}`,
    now: Date.now,
    suffix: () => crypto.randomUUID().slice(0, 8),
    loadPipeline: (uri) =>
      loadPipeline(uri, { schema: heartSchema, connect: () => Promise.resolve(transport) }),
  };
}
