/** Gets what has a unique name, creating it when missing, also when others do so at that moment. */
import { UserError } from "@/errors.ts";
import { createExperiment, findExperiment } from "@/adapters/mlflow/endpoints/experiments.ts";
import type { StoredExperiment } from "@/adapters/mlflow/endpoints/experiments.ts";
import {
  createRegisteredModel,
  findRegisteredModel,
} from "@/adapters/mlflow/endpoints/registered_models.ts";
import type { RegisteredModel } from "@/adapters/mlflow/endpoints/registered_models.ts";
import { hasErrorCode } from "@/adapters/mlflow/errors.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";

/**
 * The experiment of this name, new or old.
 *
 * @throws {UserError} when it has been deleted
 */
export async function findOrCreateExperiment(
  transport: Transport,
  name: string,
): Promise<StoredExperiment> {
  const experiment = await findOrCreate(
    () => findExperiment(transport, name),
    () => createExperiment(transport, name),
  );
  if (!experiment.deleted) return experiment;
  throw new UserError(`The experiment '${name}' has been deleted, and its name is still taken.`, {
    hint: `Restore it: mlflow experiments restore --experiment-id ${experiment.id}, with ` +
      `MLFLOW_TRACKING_URI=${transport.baseUrl}`,
  });
}

/**
 * The registered model of this name, new or old; the description goes to a new one only.
 *
 * @throws {UserError} when the name is not allowed
 */
export function findOrCreateRegisteredModel(
  transport: Transport,
  name: string,
  description: string,
): Promise<RegisteredModel> {
  return findOrCreate(
    () => findRegisteredModel(transport, name),
    () => createRegisteredModel(transport, { name, description }),
  );
}

async function findOrCreate<T>(
  find: () => Promise<T | undefined>,
  create: () => Promise<unknown>,
): Promise<T> {
  const found = await find();
  if (found !== undefined) return found;
  let lost: unknown;
  try {
    await create();
  } catch (error) {
    // Somebody else was first, or our own first attempt got through although its answer did not.
    if (!hasErrorCode(error, "RESOURCE_ALREADY_EXISTS")) throw error;
    lost = error;
  }
  const created = await find();
  if (created === undefined) throw lost ?? new Error("What was just created is gone again.");
  return created;
}
