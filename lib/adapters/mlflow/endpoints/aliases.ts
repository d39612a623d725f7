/** Aliases: names that point at one version of a registered model. */
import { hasErrorCode } from "@/adapters/mlflow/errors.ts";
import { fromModelVersionWire } from "@/adapters/mlflow/endpoints/model_versions.ts";
import type { ModelVersion, ModelVersionWire } from "@/adapters/mlflow/endpoints/model_versions.ts";
import { checkAlias } from "@/workflows/registry_limits.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

const path = "mlflow/registered-models/alias";

/**
 * Points an alias at a version, away from any other.
 *
 * @throws {UserError} when the alias is not allowed
 */
export async function setAlias(
  transport: Transport,
  name: string,
  alias: string,
  version: number,
): Promise<void> {
  checkAlias(alias);
  await transport.json({
    method: "POST",
    path,
    json: { name, alias, version: String(version) },
    idempotent: true,
  });
}

/** Finds the version an alias points at; undefined when there is no such alias or model. */
export async function findVersionByAlias(
  transport: Transport,
  name: string,
  alias: string,
): Promise<ModelVersion | undefined> {
  try {
    const { model_version } = await transport.json<{ model_version: ModelVersionWire }>({
      method: "GET",
      path,
      query: { name, alias },
    });
    return fromModelVersionWire(model_version);
  } catch (error) {
    // A missing alias has no code of its own.
    const missing = hasErrorCode(error, "RESOURCE_DOES_NOT_EXIST") ||
      hasErrorCode(error, "INVALID_PARAMETER_VALUE") && error.message.includes("not found");
    if (missing) return undefined;
    throw error;
  }
}

/** Removes an alias; does nothing when there is none. */
export async function deleteAlias(
  transport: Transport,
  name: string,
  alias: string,
): Promise<void> {
  await transport.json({ method: "DELETE", path, json: { name, alias }, idempotent: true });
}
