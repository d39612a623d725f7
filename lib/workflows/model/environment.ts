/** Files from which MLflow, pip and conda make an environment that can predict with a model. */
import type { EstimatorKind } from "@/estimators/catalog.ts";
import { modelPaths } from "@/workflows/model/paths.ts";
import { lockedRequirements } from "@/workflows/model/python_packages.ts";
import { toYaml } from "@/workflows/model/yaml.ts";

/** The Python of the environments; the oldest for which the lock is made. */
export const pythonVersion = "3.11";

const everyModel = ["mlflow", "onnx", "onnxruntime", "numpy", "pandas"];

const extraPackages: Readonly<Partial<Record<EstimatorKind, readonly string[]>>> = {
  xgboost: ["xgboost-cpu", "xgboost"],
};

/** The files for a model of the kind, by path. */
export function environmentFiles(kind: EstimatorKind) {
  const requirements = lockedRequirements([...everyModel, ...extraPackages[kind] ?? []]);
  return {
    [modelPaths.requirements]: requirements.map((line) => `${line}\n`).join(""),
    [modelPaths.conda]: toYaml({
      name: "mlflow-env",
      channels: ["conda-forge"],
      dependencies: [`python=${pythonVersion}`, "pip", { pip: requirements }],
    }),
    [modelPaths.pythonEnv]: toYaml({
      python: pythonVersion,
      build_dependencies: ["pip", "setuptools", "wheel"],
      dependencies: [`-r ${modelPaths.requirements}`],
    }),
  };
}
