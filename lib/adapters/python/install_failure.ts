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
const failureKinds = {
  diskFull: {
    pattern: /No space left on device|\bENOSPC\b|not enough space on the disk/i,
    reason: "the disk is full",
    hint: "Free about 2 GB and run the task again; it goes on from there.",
  },
  hashMismatch: {
    pattern: /DO NOT MATCH THE HASHES|Hash mismatch/i,
    reason: "a downloaded package is not the one in the lock file",
    hint: "A proxy or mirror may have changed it. Check the index that pip is set to: " +
      "python3 -m pip config list",
  },
  venvMissing: {
    pattern: /ensurepip is not available|No module named '?(venv|ensurepip)/,
    reason: "this Python comes without its venv module",
    hint: "Install it, on Debian and Ubuntu with: sudo apt-get install python3-venv",
  },
  certificate: {
    pattern: /CERTIFICATE_VERIFY_FAILED|invalid peer certificate|certificate verify failed/i,
    reason: "the package index shows a certificate that is not trusted",
    hint: "Behind a proxy with a certificate of its own, set PIP_CERT to its file.",
    exitCode: exitCode.unavailable,
  },
  proxyLogin: {
    pattern: /407 Proxy Authentication|Proxy Authentication Required/i,
    reason: "the proxy asks for a name and password",
    hint: "Set HTTPS_PROXY to http://user:password@proxy:port.",
    exitCode: exitCode.unavailable,
  },
  network: {
    pattern:
      /error sending request|establish a new connection|broken by|dns error|timed out|ProxyError/i,
    reason: "the package index cannot be reached",
    hint: "Check the network; behind a proxy, set HTTPS_PROXY or pip's own configuration.",
    exitCode: exitCode.unavailable,
  },
  permission: {
    pattern: /Permission denied|Access is denied|Read-only file system/i,
    reason: "a file may not be written",
    hint: "Check who owns the project's folder and .venv, and end programs that use it.",
  },
  noBuild: {
    pattern: /No matching distribution|has no wheels|no usable wheels|not a supported wheel/i,
    reason: "a package has no build for this machine and Python",
    hint: "Set HEART_PYTHON to a Python of another version, such as python3.13.",
    exitCode: exitCode.unavailable,
  },
} as const satisfies Record<string, FailureKind>;

/** The causes that are recognised. */
export type FailureCause = keyof typeof failureKinds;

const quotedLineCount = 6;
const quotedLineLength = 240;
/** Lines of pip that tell nothing about the failure. */
const noise =
  /^\s*(Ignoring|Collecting|Looking in|Using cached|Downloading|WARNING: (Location|Retrying \(Retry\(total=[1-9]))/;

/** What stands behind a failed installer's output, when it is one of the known causes. */
export function failureCause(output: string): FailureCause | undefined {
  const causes = Object.keys(failureKinds) as FailureCause[];
  return causes.find((cause) => failureKinds[cause].pattern.test(output));
}

/**
 * The error for a failed step of the set-up.
 *
 * @param step what was attempted, such as `install the Python packages`
 * @param output what the program printed; its last lines are quoted
 */
export function installFailure(step: string, output: string): UserError {
  const cause = failureCause(output);
  const kind: FailureKind | undefined = cause && failureKinds[cause];
  const quote = output.split("\n")
    .filter((line) => line.trim() !== "" && !noise.test(line))
    .slice(-quotedLineCount)
    .map((line) => `\n  ${line.slice(0, quotedLineLength)}`)
    .join("");
  return new UserError(
    `Could not ${step}${kind ? `: ${kind.reason}` : ""}.${quote && ` It said:${quote}`}`,
    {
      hint: kind?.hint ?? "Put right what it says and run the task again.",
      ...(kind?.exitCode === undefined ? {} : { exitCode: kind.exitCode }),
    },
  );
}
