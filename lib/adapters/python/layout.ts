/** Where things are in `.venv`, on each operating system. */
import { join } from "node:path";
import { minorOf } from "@/adapters/python/version.ts";

/** The project's own Python with everything the lock files name. */
export interface PythonEnvironment {
  /** Its version, such as `3.12.1`. */
  readonly version: string;
  /** The folder, `<root>/.venv`. */
  readonly directory: string;
  /** The interpreter. */
  readonly python: string;
  /** The folder of interpreter and scripts. */
  readonly binDir: string;
  /** The folder of the packages. */
  readonly sitePackages: string;
  /** XGBoost's shared library, in the folders in which its wheel came. */
  readonly libxgboost: string;
}

/** The places of a `.venv` made by this version of Python. */
export function layout(
  root: string,
  version: string,
  os: typeof Deno.build.os = Deno.build.os,
): PythonEnvironment {
  const directory = join(root, ".venv");
  const windows = os === "windows";
  const binDir = join(directory, windows ? "Scripts" : "bin");
  const sitePackages = windows
    ? join(directory, "Lib", "site-packages")
    : join(directory, "lib", `python3.${minorOf(version)}`, "site-packages");
  const library = windows ? "xgboost.dll" : `libxgboost.${os === "darwin" ? "dylib" : "so"}`;
  return {
    version,
    directory,
    python: join(binDir, windows ? "python.exe" : "python"),
    binDir,
    sitePackages,
    libxgboost: join(sitePackages, "xgboost", "lib", library),
  };
}
