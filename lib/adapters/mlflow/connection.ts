/** Which tracking server to use: the one that MLflow's own variables name, or else our own. */
import type { Credentials } from "@/adapters/mlflow/credentials.ts";
import { parseServerAddress } from "@/adapters/mlflow/server_address.ts";

/** A tracking server that is given, and who we are there. */
export interface GivenServer {
  /** Its address without credentials and trailing slash. */
  readonly baseUrl: string;
  readonly credentials: Credentials | undefined;
}

/** Reads a variable of the environment. */
export type ReadVariable = (name: string) => string | undefined;

/**
 * The server of `MLFLOW_TRACKING_URI`; undefined when that is unset or empty. As in MLflow, name
 * and password go before a token, and credentials in the address count when there are no others.
 *
 * @throws {UserError} when the address is not http or https
 */
export function givenServer(
  read: ReadVariable = (name) => Deno.env.get(name),
): GivenServer | undefined {
  const uri = read("MLFLOW_TRACKING_URI")?.trim();
  if (!uri) return undefined;
  const address = parseServerAddress(uri);
  const username = read("MLFLOW_TRACKING_USERNAME");
  const password = read("MLFLOW_TRACKING_PASSWORD");
  const token = read("MLFLOW_TRACKING_TOKEN")?.trim();
  const credentials = username && password ? { username, password } : token ? { token } : undefined;
  return { baseUrl: address.baseUrl, credentials: credentials ?? address.credentials };
}
