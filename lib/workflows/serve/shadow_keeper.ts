/** Keeps the model that looks on: unlike the one in service, it may be missing for a while. */
import {
  type CheckOutcome,
  type KeeperPorts,
  type ModelKeeper,
  openModelKeeper,
  reasonOf,
} from "@/workflows/serve/model_keeper.ts";
import type { ServedModel } from "@/workflows/serve/served_model.ts";

/** The model that looks on. */
export interface ShadowKeeper {
  /** Undefined until its source has named one that is sound. */
  readonly current: ServedModel | undefined;
  /** Why it is not the one its source names; undefined while all is well. */
  readonly problem: string | undefined;
  /** Looks once whether the source names another model; never rejects. */
  check(): Promise<CheckOutcome>;
}

/** Fetches the model that is to look on, if there is one: a promotion may have taken it away. */
export async function openShadowKeeper(
  ports: Omit<KeeperPorts, "cache">,
): Promise<ShadowKeeper> {
  let keeper: ModelKeeper | undefined;
  let problem: string | undefined;

  async function check(): Promise<CheckOutcome> {
    if (keeper !== undefined) return await keeper.check();
    try {
      keeper = await openModelKeeper({ ...ports, cache: undefined });
      return "replaced";
    } catch (error) {
      problem = reasonOf(error);
      return "failed";
    }
  }

  await check();
  return {
    get current() {
      return keeper?.current;
    },
    get problem() {
      return keeper === undefined ? problem : keeper.problem;
    },
    check,
  };
}
