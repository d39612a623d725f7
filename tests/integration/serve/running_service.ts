/** The service on a free port, in this process, with all that it keeps within a test's sight. */
import { plainServiceLog } from "@/adapters/http/service_log.ts";
import { type ServiceOptions, startService } from "@/adapters/http/start_service.ts";
import { heartSchema } from "@/schema/heart.ts";
import { createMemoryLog } from "@/workflows/prediction_log/memory_log.ts";
import type { PredictionLog } from "@/workflows/prediction_log/log_reader.ts";
import { fakeSource } from "../../fake_source.ts";
import { fetchedModel } from "../../fetched_models.ts";

/** A running service. */
export interface TestService {
  readonly url: string;
  readonly log: PredictionLog;
  /** What it told of itself. */
  readonly told: readonly string[];
  /** Sends JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Runs a service while `use` lasts. */
export async function withService(
  use: (service: TestService) => Promise<void>,
  options: Partial<ServiceOptions> = {},
): Promise<void> {
  const { log, journal } = createMemoryLog(heartSchema);
  const told: string[] = [];
  const service = await startService({
    hostname: "127.0.0.1",
    port: 0,
    sharesPort: false,
    schema: heartSchema,
    source: fakeSource(fetchedModel()),
    cache: undefined,
    shadowSource: undefined,
    pollMs: 10,
    openJournal: () => Promise.resolve(journal),
    isLogOptional: false,
    keys: undefined,
    requestsPerSecond: undefined,
    log: plainServiceLog((line) => void told.push(line)),
    ...options,
  });
  const { url } = service;
  try {
    await use({
      url,
      log,
      told,
      post: (path, body, headers = {}) =>
        fetch(url + path, {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify(body),
        }),
    });
  } finally {
    await service.stop();
  }
}
