/** A real MLflow server for tests. */
export function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = Deno.env.get("HEART_TEST_MLFLOW_URL");
  if (url === undefined) throw new Error("HEART_TEST_MLFLOW_URL is not set");
  return Promise.resolve({ url, stop: () => Promise.resolve() });
}
