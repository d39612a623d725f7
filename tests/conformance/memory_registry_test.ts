import { createMemoryRegistry } from "@/workflows/memory_registry.ts";
import { checkRegistry } from "./check_registry.ts";

Deno.test("the registry in memory keeps a registry's promises", (t) => {
  const logModel = () =>
    Promise.resolve({ modelId: `m-${crypto.randomUUID()}`, runId: crypto.randomUUID() });
  return checkRegistry(t, { registry: createMemoryRegistry(), logModel });
});
