import assert from "node:assert/strict";
import {
  defaultSettings,
  type ServeSettings,
  threadPermissions,
} from "@/adapters/http/serve_settings.ts";

const permissionsOf = (
  settings: Partial<ServeSettings> = {},
  variables: Record<string, string> = {},
) => threadPermissions({ ...defaultSettings("/project"), ...settings }, (name) => variables[name]);

Deno.test("by default a thread may read the project, write its own files and reach MLflow", () => {
  assert.deepEqual(permissionsOf(), {
    read: ["/project", "/project", "/project/.serve"],
    write: ["/project", "/project/.serve"],
    net: ["127.0.0.1:8000", "127.0.0.1"],
    env: [
      "MLFLOW_TRACKING_URI",
      "MLFLOW_TRACKING_TOKEN",
      "MLFLOW_TRACKING_USERNAME",
      "MLFLOW_TRACKING_PASSWORD",
      "NO_PROXY",
    ],
    run: false,
    ffi: false,
    sys: false,
  });
});

Deno.test("a log elsewhere is the only other place it may write to", () => {
  assert.deepEqual(permissionsOf({ logPath: "/var/log/heart/log.csv" }).write, [
    "/var/log/heart",
    "/project/.serve",
  ]);
});

Deno.test("an address of IPv6 stands in brackets, a port of 0 is any", () => {
  const netOf = (hostname: string, port: number) => permissionsOf({ hostname, port }).net;
  assert.deepEqual(netOf("::1", 8000), ["[::1]:8000", "127.0.0.1"]);
  assert.deepEqual(netOf("::", 0), ["[::]", "127.0.0.1"]);
  assert.deepEqual(netOf("0.0.0.0", 0), ["0.0.0.0", "127.0.0.1"]);
});

Deno.test("only the tracking server that is meant can be reached", () => {
  const netFor = (uri: string) => {
    const { net } = permissionsOf({}, { MLFLOW_TRACKING_URI: uri });
    assert.ok(Array.isArray(net));
    return net[1];
  };
  assert.equal(netFor("http://mlflow.lab:5000/path"), "mlflow.lab:5000");
  assert.equal(netFor("https://ada:secret@mlflow.lab"), "mlflow.lab");
  assert.equal(netFor("http://[::1]:5000"), "[::1]:5000");
  for (const none of ["", "  ", "no address"]) assert.equal(netFor(none), "127.0.0.1");
});

Deno.test("a local model's folder may be read, with its neighbours, and a shadow's too", () => {
  const readOf = (model: string, shadow?: string) => {
    const { read } = permissionsOf({ model, shadow });
    assert.ok(Array.isArray(read));
    return read.slice(3);
  };
  assert.deepEqual(readOf("/models/best"), ["/models/best"]);
  assert.deepEqual(readOf("/models/best/pipeline.json"), ["/models/best"]);
  assert.deepEqual(readOf("models:/Model/3", "/models/next"), ["/models/next"]);
  assert.deepEqual(readOf("runs:/r1/model"), []);
});

Deno.test("a local model's file address is a path like any other", () => {
  const { read } = permissionsOf({ model: "file:///models/best" });
  assert.deepEqual((read as string[]).slice(3), ["/models/best"]);
});
