/** Runs the project's Python with MLflow pointed at a test server. */
import { askPython } from "../../ask_python.ts";
import { environment } from "../../native_xgboost.ts";

/** Environment variables for programs that shall use the server. */
export function mlflowVariables(serverUrl: string): Record<string, string> {
  return {
    MLFLOW_TRACKING_URI: serverUrl,
    MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR: "false",
    PYTHONWARNINGS: "ignore",
    // MLflow's server is started through a shell, which must find the same Python.
    PATH: `${environment!.binDir}:${Deno.env.get("PATH")}`,
  };
}

/** Sends a request to a script of this folder, which shall use the server, and reads its answer. */
export function askModelPython(script: string, serverUrl: string, request: unknown) {
  return askPython(new URL(script, import.meta.url), request, mlflowVariables(serverUrl));
}
