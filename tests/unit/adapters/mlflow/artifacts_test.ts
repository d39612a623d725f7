import assert from "node:assert/strict";
import {
  downloadArtifact,
  listArtifacts,
  uploadArtifact,
} from "@/adapters/mlflow/endpoints/artifacts.ts";
import { createTransport } from "@/adapters/mlflow/transport.ts";

/** A transport whose server keeps what it was asked. */
function recordingTransport(answer: (url: URL) => unknown = () => ({})) {
  const requests: { url: string; type: string | null }[] = [];
  const transport = createTransport({
    baseUrl: "http://h",
    fetch: (url, init) => {
      requests.push({ url: String(url), type: new Headers(init?.headers).get("content-type") });
      return Promise.resolve(Response.json(answer(new URL(String(url)))));
    },
  });
  return { transport, requests };
}

Deno.test("every part of a path is escaped, and the type follows the extension", async () => {
  const { transport, requests } = recordingTransport();
  const upload = (path: string) =>
    uploadArtifact(transport, "mlflow-artifacts:/1/r/artifacts", path, new Uint8Array(1));
  await upload("plots/a b&50%+ü.SVG");
  await upload("model.onnx");
  assert.deepEqual(requests, [
    {
      url: "http://h/api/2.0/mlflow-artifacts/artifacts/1/r/artifacts/plots/a%20b%2650%25%2B" +
        "%C3%BC.SVG",
      type: "image/svg+xml",
    },
    {
      url: "http://h/api/2.0/mlflow-artifacts/artifacts/1/r/artifacts/model.onnx",
      type: "application/octet-stream",
    },
  ]);
});

Deno.test("bytes that threads share are copied before they are sent", async () => {
  const { transport, requests } = recordingTransport();
  const shared = new Uint8Array(new SharedArrayBuffer(3));
  await uploadArtifact(transport, "mlflow-artifacts:/1", "a.bin", shared);
  assert.equal(requests.length, 1);
});

Deno.test("folders are followed and files sorted", async () => {
  const folders: Record<string, unknown> = {
    "1/r": { files: [{ path: "b", is_dir: true }, { path: "a.txt", is_dir: false }] },
    "1/r/b": { files: [{ path: "c d", is_dir: true }, { path: "z", is_dir: false }] },
    "1/r/b/c d": { files: [{ path: "x", is_dir: false }] },
  };
  const { transport } = recordingTransport((url) => folders[url.searchParams.get("path")!]);
  const paths = await listArtifacts(transport, "mlflow-artifacts:/1/r");
  assert.deepEqual(paths, ["a.txt", "b/c d/x", "b/z"]);
});

for (const location of ["s3://bucket/1/r", "/tmp/mlruns/1", "mlflow-artifacts://other:5000/1"]) {
  Deno.test(`artifacts at ${location} are told to be out of reach`, async () => {
    const { transport, requests } = recordingTransport();
    const calls = [
      () => uploadArtifact(transport, location, "a", new Uint8Array()),
      () => downloadArtifact(transport, location, "a"),
      () => listArtifacts(transport, location),
    ];
    for (const call of calls) {
      await assert.rejects(async () => await call(), /cannot be reached/);
    }
    assert.equal(requests.length, 0);
  });
}
