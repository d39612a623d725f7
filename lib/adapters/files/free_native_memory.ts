/** Frees native memory that JavaScript no longer refers to. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Collects garbage now and lets its finalizers run. V8 sees only the small objects in front of a
 * native library's tables, so left to itself it would keep gigabytes of them.
 */
export async function freeNativeMemory(): Promise<void> {
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
  await new Promise((resolve) => setTimeout(resolve, 0));
}
