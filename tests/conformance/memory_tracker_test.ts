import { createMemoryTracker } from "@/workflows/memory_tracker.ts";
import { checkTracker } from "./check_tracker.ts";

Deno.test("the tracker in memory keeps a tracker's promises", (t) => {
  return checkTracker(t, createMemoryTracker);
});
