/** What installers say when they fail, and what we make of it. */
import assert from "node:assert/strict";
import { exitCode } from "@/errors.ts";
import { failureCause, installFailure } from "@/adapters/python/install_failure.ts";
import type { FailureCause } from "@/adapters/python/install_failure.ts";

const outputs: Record<FailureCause, string[]> = {
  diskFull: [
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
  ],
  hashMismatch: [
    "error: Failed to download `six==1.17.0`\n  cause: Hash mismatch for `six==1.17.0`",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
  ],
  venvMissing: [
    "The virtual environment was not created successfully because ensurepip is not available.",
    "/usr/bin/python3: No module named venv",
  ],
  certificate: [
    "  cause: client error (Connect)\n  cause: invalid peer certificate: UnknownIssuer",
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify",
  ],
  proxyLogin: ["ProxyError('Tunnel connection failed: 407 Proxy Authentication Required')"],
  network: [
    "  cause: error sending request for url (https://index.example/simple/six/)\n" +
    "  cause: dns error",
    "Retrying after connection broken by 'NewConnectionError'\nERROR: No matching distribution",
  ],
  permission: ["Error: [Errno 13] Permission denied: '/project/.venv'"],
  noBuild: [
    "Because a==1 has no wheels with a matching Python ABI tag (e.g., `cp315`)",
    "ERROR: No matching distribution found for six==1.17.0",
  ],
};

Deno.test("each cause is recognised in the words of pip, uv and venv", () => {
  for (const [cause, samples] of Object.entries(outputs)) {
    for (const sample of samples) assert.equal(failureCause(sample), cause, sample);
  }
  assert.equal(failureCause("something else"), undefined);
});

Deno.test("a missing venv module is answered by the package to install", () => {
  const error = installFailure("make .venv", outputs.venvMissing[0]);
  assert.match(error.message, /^Could not make \.venv: this Python comes without its venv module/);
  assert.match(error.hint ?? "", /apt-get install python3-venv/);
});

Deno.test("a network that cannot be reached has the exit code for it", () => {
  assert.equal(installFailure("x", outputs.network[0]).exitCode, exitCode.unavailable);
});

Deno.test("the last telling lines are quoted, without pip's noise", () => {
  const noise = Array.from({ length: 50 }, (_, index) => `Collecting package-${index}`);
  const error = installFailure("x", ["cause one", ...noise, "cause two", ""].join("\n"));
  assert.equal(error.message, "Could not x. It said:\n  cause one\n  cause two");
});

Deno.test("a failure without a word is told without a quotation", () => {
  assert.equal(installFailure("x", "").message, "Could not x.");
});
