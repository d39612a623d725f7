/** The baselines on the real table do as well as is honest, and no better. */
import assert from "node:assert/strict";
import { loadDataset } from "@/adapters/files/obtain_dataset.ts";
import { enginesFor } from "@/adapters/xgboost/engines.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { doFitJob } from "@/workflows/fit_job.ts";
import { assess, planSplits } from "@/workflows/train/assess.ts";
import { environment } from "../native_xgboost.ts";
import { realDataFolder, testOnRealData } from "../real_data.ts";

/** Above this a cross-validated AUC on this table means a leak. */
const leak = 0.93;

const floors = { logistic: 0.895, forest: 0.885, xgboost: 0.89 } as const;

testOnRealData("the baselines' AUC by 5-fold cross-validation is honest", async () => {
  const { dataset } = await loadDataset(`${realDataFolder}/heart_disease_uci.csv`);
  for (const kind of ["logistic", "forest", "xgboost"] as const) {
    const engines = enginesFor(kind, environment?.libxgboost);
    const { crossValidation, sites } = await assess(
      defaultRecipe(kind, 42),
      dataset,
      planSplits(dataset, { seed: 42, foldCount: 5 }),
      { fit: (job) => Promise.resolve(doFitJob(dataset, job, engines)) },
      { costs: { falsePositiveCost: 1, falseNegativeCost: 5 }, threshold: 0.5 },
    );
    const { rocAuc, accuracy } = crossValidation.mean;
    assert(rocAuc >= floors[kind] && rocAuc <= leak, `${kind}: ${rocAuc}`);
    assert(accuracy <= 0.88, `${kind}: ${accuracy}`);
    for (const { site, metrics } of sites) {
      assert(metrics.rocAuc > 0.65 && metrics.rocAuc <= leak, `${kind} at ${site}`);
    }
  }
});
