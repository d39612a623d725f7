/** Says what an installer's failure means and what to do about it. */
import { exitCode, UserError } from "@/errors.ts";
import type { ExitCode } from "@/errors.ts";

interface FailureKind {
  readonly pattern: RegExp;
  readonly reason: string;
  readonly hint: string;
  readonly exitCode?: ExitCode;
}

/** In this order, for a failure's output often shows signs of several. */
const failureKinds: readonly FailureKind[] = [
  {
    pattern: /No space left on device|\bENOSPC\b|not enough space on the disk/i,
    reason: "the disk is full",
    hint: "Free about 2 GB and run the task again; it goes on from there.",
  },
  {
    pattern: /DO NOT MATCH THE HASHES|Hash mismatch/i,
    reason: "a downloaded package is not the one in the lock file",
    hint: "A proxy or mirror may have changed it. Check the index that pip is set to: " +
      "python3 -m pip config list",
  },
  {
    pattern: /ensurepip is not available|No module named '?(venv|ensurepip)/,
    reason: "this Python comes without its venv module",
    hint: "Install it, on Debian and Ubuntu with: sudo apt-get install python3-venv",
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|invalid peer certificate|certificate verify failed/i,
    reason: "the package index shows a certificate that is not trusted",
    hint: "Behind a proxy with a certificate of its own, set PIP_CERT to its file.",
    exitCode: exitCode.unavailable,
  },
  {
    pattern: /407 Proxy Authentication|Proxy Authentication Required/i,
    reason: "the proxy asks for a name and password",
    hint: "Set HTTPS_PROXY to http://user:password@proxy:port.",
    exitCode: exitCode.unavailable,
  },
  {
    pattern:
      /error sending request|establish a new connection|broken by|dns error|timed out|ProxyError/i,
    reason: "the package index cannot be reached",
    hint: "Check the network; behind a proxy, set HTTPS_PROXY or pip's own configuration.",
    exitCode: exitCode.unavailable,
  },
  {
    pattern: /Permission denied|Access is denied|Read-only file system/i,
    reason: "a file may not be written",
    hint: "Check who owns the project's folder and .venv, and end programs that use it.",
  },
  {
    pattern: /No matching distribution|has no wheels|no usable wheels|not a supported wheel/i,
    reason: "a package has no build for this machine and Python",
    hint: "Set HEART_PYTHON to a Python of another version, such as python3.13.",
    exitCode: exitCode.unavailable,
  },
];

const quotedLineCount = 12;

/**
 * The error for a failed step of the set-up.
 *
 * @param step what was attempted, such as `install Python packages`
 * @param output what the program printed; its last lines are quoted
 */
export function installFailure(step: string, output: string): UserError {
  const kind = failureKinds.find(({ pattern }) => pattern.test(output));
  const lines = output.split("\n").filter((line) => line.trim() !== "").slice(-quotedLineCount);
  const quote = lines.map((line) => `  ${line}`).join("\n");
  return new UserError(
    `Could not ${step}${kind ? `: ${kind.reason}` : ""}.${quote ? ` It said:\n${quote}` : ""}`,
    {
      hint: kind?.hint ?? "Put right what it says and run the task again.",
      ...(kind?.exitCode === undefined ? {} : { exitCode: kind.exitCode }),
    },
  );
}

/** Whether another installer would fail in the same way. */
export function isFinalFailure(output: string): boolean {
  return failureKinds.slice(0, 2).some(({ pattern }) => pattern.test(output));
}
