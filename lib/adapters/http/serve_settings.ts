/** What a person chooses of the service, as plain data that goes to its threads. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseModelUri } from "@/adapters/mlflow/model_uri.ts";
import type { ReadVariable } from "@/adapters/mlflow/connection.ts";
import { registeredModelName } from "@/workflows/registered_model.ts";

/** The choices. */
export interface ServeSettings {
  /** The project's folder. */
  readonly root: string;
  readonly hostname: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** URI of the model to serve, as `loadPipeline` takes it. */
  readonly model: string;
  /** URI of a model that answers beside it, for the log alone. */
  readonly shadow: string | undefined;
  /** Where the model served last is kept. */
  readonly cachePath: string;
  readonly logPath: string;
  readonly isLogOptional: boolean;
  /** How often the registry is asked for another model. */
  readonly pollMs: number;
  /** Lines of names and hashes; undefined where anyone may call. */
  readonly keys: { readonly text: string; readonly source: string } | undefined;
  /** Requests a second of each caller; undefined for any number. */
  readonly requestsPerSecond: number | undefined;
  /** Whether events and requests are told in JSON. */
  readonly isLogJson: boolean;
}

/** The choices where none is made: the model in Production, for this machine alone. */
export function defaultSettings(root: string): ServeSettings {
  return {
    root,
    hostname: "127.0.0.1",
    port: 8000,
    model: `models:/${registeredModelName}/Production`,
    shadow: undefined,
    cachePath: join(root, ".serve", "model.json"),
    logPath: join(root, "prediction_log.csv"),
    isLogOptional: false,
    pollMs: 5000,
    keys: undefined,
    requestsPerSecond: undefined,
    isLogJson: false,
  };
}

/** Variables that the service reads: where MLflow is, and who we are there. */
const variables = [
  "MLFLOW_TRACKING_URI",
  "MLFLOW_TRACKING_TOKEN",
  "MLFLOW_TRACKING_USERNAME",
  "MLFLOW_TRACKING_PASSWORD",
  "NO_PROXY",
];

/** What a thread of the service is allowed: what its settings need, and nothing else. */
export function threadPermissions(
  settings: ServeSettings,
  read: ReadVariable,
): Deno.PermissionOptionsObject {
  const { root, hostname, port, logPath, cachePath, model, shadow } = settings;
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  const folders = [dirname(logPath), dirname(cachePath)];
  const models = [model, shadow].flatMap((uri) => uri === undefined ? [] : modelFolders(uri));
  return {
    read: [root, ...folders, ...models],
    write: folders,
    net: [port === 0 ? host : `${host}:${port}`, mlflowHost(read)],
    env: variables,
    run: false,
    ffi: false,
    sys: false,
  };
}

/** A local model is a folder, or a file whose neighbours belong to it. */
function modelFolders(uri: string): string[] {
  const parsed = parseModelUri(uri);
  if (parsed.kind !== "path") return [];
  const path = parsed.path.startsWith("file:") ? fileURLToPath(parsed.path) : parsed.path;
  return path.endsWith(".json") ? [dirname(path)] : [path];
}

/** The local server may come back on another port. */
function mlflowHost(read: ReadVariable): string {
  const address = read("MLFLOW_TRACKING_URI")?.trim();
  return address && URL.canParse(address) ? new URL(address).host : "127.0.0.1";
}
