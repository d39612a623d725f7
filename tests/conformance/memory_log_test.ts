import { heartSchema } from "@/schema/heart.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import { checkPredictionLog } from "./check_prediction_log.ts";

Deno.test("the prediction log in memory keeps a prediction log's promises", (t) =>
  checkPredictionLog(t, (check) => check(createMemoryLog(heartSchema))));
