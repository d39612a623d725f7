/** `mlflow models serve` answers as TypeScript does, in every form of a request. */
import assert from "node:assert/strict";
import { createTransport } from "@/adapters/mlflow/transport.ts";
import { testNative } from "../../native_xgboost.ts";
import { startTestServer } from "../mlflow_server.ts";
import { logEveryKind } from "./logged_models.ts";
import { serveModel } from "./serve.ts";
import { expectedAnswers, rowsOf, tables } from "./tables.ts";

testNative(
  "mlflow models serve takes split, records and inputs, nulls and absences",
  async (libxgboost) => {
    const server = await startTestServer();
    try {
      const models = await logEveryKind(createTransport({ baseUrl: server.url }), libxgboost);
      const { id, pipeline } = models.find(({ kind }) => kind === "forest")!;
      const served = await serveModel(`models:/${id}`, server.url);
      try {
        for (const [name, table] of Object.entries(tables)) {
          const records = rowsOf(table);
          if (records.length === 0) continue;
          const { prediction, probability } = expectedAnswers(pipeline, table);
          const expected = prediction.map((label, row) => ({
            prediction: label,
            probability: probability[row],
          }));
          const requests = {
            dataframe_split: {
              columns: Object.keys(table.columns),
              data: records.map((record) => Object.values(record)),
            },
            dataframe_records: records,
            inputs: table.columns,
          };
          for (const [form, request] of Object.entries(requests)) {
            const { status, body } = await served.invoke({ [form]: request });
            assert.equal(status, 200, `${name}, ${form}: ${body}`);
            assert.deepEqual(JSON.parse(body).predictions, expected, `${name}, ${form}`);
          }
        }
        const { status, body } = await served.invoke({ dataframe_records: [{ age: "old" }] });
        assert(status >= 400, String(status));
        assert.match(body, /row 1, column age: 'old' is not a number/);
      } finally {
        await served.stop();
      }
    } finally {
      await server.stop();
    }
  },
);
