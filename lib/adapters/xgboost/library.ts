/** libxgboost, opened: its C functions, its version and its errors. */
import { type CMemory, cMemoryPaths, openCMemory } from "@/adapters/xgboost/c_memory.ts";
import { exitCode, UserError } from "@/errors.ts";

/** The functions in use, from XGBoost's `c_api.h`; handles and addresses travel as u64. */
const symbols = {
  XGBGetLastError: { parameters: [], result: "u64" },
  XGBoostVersion: { parameters: ["buffer", "buffer", "buffer"], result: "void" },
  XGDMatrixCreateFromDense: { parameters: ["buffer", "buffer", "buffer"], result: "i32" },
  XGDMatrixSetInfoFromInterface: { parameters: ["u64", "buffer", "buffer"], result: "i32" },
  XGDMatrixFree: { parameters: ["u64"], result: "i32" },
  XGBoosterCreate: { parameters: ["buffer", "u64", "buffer"], result: "i32" },
  XGBoosterFree: { parameters: ["u64"], result: "i32" },
  XGBoosterSetParam: { parameters: ["u64", "buffer", "buffer"], result: "i32" },
  XGBoosterSetStrFeatureInfo: { parameters: ["u64", "buffer", "buffer", "u64"], result: "i32" },
  XGBoosterUpdateOneIter: { parameters: ["u64", "i32", "u64"], result: "i32" },
  XGBoosterPredictFromDMatrix: {
    parameters: ["u64", "u64", "buffer", "buffer", "buffer", "buffer"],
    result: "i32",
  },
  XGBoosterSaveModelToBuffer: { parameters: ["u64", "buffer", "buffer", "buffer"], result: "i32" },
  XGBoosterLoadModelFromBuffer: { parameters: ["u64", "buffer", "u64"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** XGBoost's C functions. */
export type XgboostSymbols = Deno.StaticForeignLibraryInterface<typeof symbols>;

/** An open libxgboost. */
export interface XgboostLibrary extends Disposable {
  readonly symbols: XgboostSymbols;
  readonly memory: CMemory;
  /** Such as `3.2.0`. */
  readonly version: string;
}

const supportedMajor = 3;

/**
 * Opens libxgboost at a path; once in every worker that uses it.
 *
 * @throws {UserError} when it is not there, may not be opened, or is not XGBoost 3
 */
export function openLibrary(path: string): XgboostLibrary {
  const library = explained(path, () => Deno.dlopen(path, symbols));
  try {
    const version = versionOf(library.symbols);
    requireSupported(version, path);
    const memory = explained(path, () => openCMemory(cMemoryPaths(path)));
    return {
      symbols: library.symbols,
      memory,
      version,
      [Symbol.dispose]() {
        memory[Symbol.dispose]();
        library.close();
      },
    };
  } catch (error) {
    library.close();
    throw error;
  }
}

/** Runs `open`; its error becomes one that says what to do. */
function explained<Opened>(path: string, open: () => Opened): Opened {
  try {
    return open();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`Cannot open XGBoost's library ${path}: ${found}`, {
      exitCode: exitCode.unavailable,
      hint: cause instanceof Deno.errors.NotCapable
        ? `Run Deno with --allow-ffi=${cMemoryPaths(path).join(",")}`
        : "Expected is libxgboost of Python's xgboost-cpu 3, in its wheel's own folders; " +
          "remove .venv and run the task again to set it up anew.",
      cause,
    });
  }
}

function versionOf({ XGBoostVersion }: XgboostSymbols): string {
  const parts = [new Int32Array(1), new Int32Array(1), new Int32Array(1)] as const;
  XGBoostVersion(...parts);
  return parts.map(([part]) => part).join(".");
}

/** @throws {UserError} when the version is not one whose models and functions are known */
export function requireSupported(version: string, path: string): void {
  if (Number.parseInt(version) === supportedMajor) return;
  throw new UserError(
    `XGBoost's library ${path} is version ${version}; version ${supportedMajor} is required.`,
    {
      exitCode: exitCode.unavailable,
      hint: "Remove .venv and run the task again to set the pinned version up.",
    },
  );
}

/**
 * Checks what a C function returned.
 *
 * @param attempt what was attempted, to go after "XGBoost could not"
 * @throws {UserError} with XGBoost's own message
 */
export function check({ symbols, memory }: XgboostLibrary, status: number, attempt: string): void {
  if (status === 0) return;
  const message = memory.readText(symbols.XGBGetLastError());
  throw new UserError(`XGBoost could not ${attempt}: ${withoutTrace(message)}`, {
    exitCode: exitCode.data,
    hint: "Check the parameter or value that XGBoost names.",
  });
}

/** Without the time, the source file and the C++ stack that XGBoost puts around its message. */
function withoutTrace(message: string): string {
  const [text] = message.split("\nStack trace:");
  return text.replace(/^\[[\d:]+\] \S+:\d+: /, "").trim();
}
