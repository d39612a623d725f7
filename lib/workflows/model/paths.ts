/** Where a model folder keeps what; whoever writes and whoever reads one agree here. */

const loaderModule = "heart_pipeline";

/** Paths below the model's folder; MLflow gives some of the names. */
export const modelPaths = {
  mlmodel: "MLmodel",
  pipeline: "pipeline.json",
  onnx: "model.onnx",
  /** XGBoost's own model, its features the encoder's. */
  booster: "model.json",
  /** The distributions it was fitted on, for monitoring. */
  reference: "reference.json",
  card: "README.md",
  /** The folder that MLflow puts on Python's path. */
  code: "code",
  loaderModule,
  loader: `code/${loaderModule}.py`,
  requirements: "requirements.txt",
  conda: "conda.yaml",
  pythonEnv: "python_env.yaml",
  inputExample: "input_example.json",
  servingInputExample: "serving_input_example.json",
  checksums: "checksums.sha256",
} as const;
