/** MLflow's variables decide which server is used, and as whom. */
import assert from "node:assert/strict";
import { givenServer } from "@/adapters/mlflow/connection.ts";

const given = (variables: Record<string, string>) => givenServer((name) => variables[name]);
const uri = "https://mlflow.example/team/";
const baseUrl = "https://mlflow.example/team";

Deno.test("without an address, or with an empty one, no server is given", () => {
  assert.equal(given({}), undefined);
  assert.equal(given({ MLFLOW_TRACKING_URI: " ", MLFLOW_TRACKING_TOKEN: "t" }), undefined);
});

Deno.test("an address alone comes without credentials", () => {
  assert.deepEqual(given({ MLFLOW_TRACKING_URI: uri }), { baseUrl, credentials: undefined });
});

Deno.test("name and password go before a token, as in MLflow", () => {
  const token = { MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_TOKEN: "secret\n" };
  assert.deepEqual(given(token)?.credentials, { token: "secret" });
  const both = { ...token, MLFLOW_TRACKING_USERNAME: "me", MLFLOW_TRACKING_PASSWORD: "pass" };
  assert.deepEqual(given(both)?.credentials, { username: "me", password: "pass" });
});

Deno.test("a name without a password counts for nothing", () => {
  const variables = { MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_USERNAME: "me" };
  assert.equal(given(variables)?.credentials, undefined);
});

Deno.test("credentials in the address count when there are no others, and never show in it", () => {
  const inAddress = { MLFLOW_TRACKING_URI: "https://me:pass@mlflow.example/team" };
  const credentials = { username: "me", password: "pass" };
  assert.deepEqual(given(inAddress), { baseUrl, credentials });
  const other = given({ ...inAddress, MLFLOW_TRACKING_TOKEN: "t" });
  assert.deepEqual(other, { baseUrl, credentials: { token: "t" } });
});

Deno.test("an address of a file store is refused", () => {
  assert.throws(() => given({ MLFLOW_TRACKING_URI: "sqlite:///mlflow.db" }), { name: "UserError" });
});
