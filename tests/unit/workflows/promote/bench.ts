/** A registry in memory with some versions, and the ports to promote them. */
import { fitPipeline } from "@/pipeline/pipeline.ts";
import { defaultRecipe } from "@/pipeline/recipe.ts";
import { heartSchema } from "@/schema/heart.ts";
import type { Gate } from "@/workflows/promote/gate.ts";
import { createMemoryRegistry, type MemoryRegistry } from "@/workflows/memory_registry.ts";
import { type Ledger, toLedger } from "@/workflows/promote/ledger.ts";
import { promote, type PromotePlan, type PromotePorts } from "@/workflows/promote/promote.ts";
import type { RollbackPorts } from "@/workflows/promote/rollback.ts";
import { madeUpDataset } from "../../pipeline/patients.ts";

/** The registered model of these tests. */
export const name = "Model";

/** A registry and what to do with it. */
export interface Bench {
  readonly registry: MemoryRegistry;
  readonly ports: PromotePorts & RollbackPorts;
  /** The registry and its audit as they stand. */
  readonly ledger: () => Promise<Ledger>;
  /** Promotes a version, or the newest. */
  readonly promote: (
    version?: number,
    plan?: Partial<PromotePlan>,
  ) => ReturnType<typeof promote>;
  /** Version, stage and aliases in one line each, newest first. */
  readonly lines: () => Promise<string[]>;
}

const pipeline = fitPipeline(defaultRecipe("dummy", 1), madeUpDataset(20), heartSchema);

/** A gate that lets everything pass but the versions named. */
export function fakeGate(refused: readonly number[] = []): Gate {
  return {
    examine: ({ candidate: { version } }) => {
      const passed = !refused.includes(version);
      const verdict = passed ? "pass" : "fail";
      const rule = { name: "floor.roc_auc", title: "ROC AUC", figure: 0.9, bound: 0.85 } as const;
      const rules = [{ ...rule, relation: "≥", verdict, note: "" } as const];
      return Promise.resolve({ judge: () => Promise.resolve({ passed, rules }) });
    },
  };
}

/** A bench with so many versions; the clock stands still, and suffixes count up. */
export async function makeBench(versionCount: number, gate = fakeGate()): Promise<Bench> {
  const registry = createMemoryRegistry();
  for (let version = 1; version <= versionCount; version++) {
    await registry.register({
      name,
      modelId: `m-${version}`,
      runId: `r-${version}`,
      description: "",
      tags: { "data.source": "uci" },
    });
  }
  let suffixCount = 0;
  const ports = {
    registry,
    by: "ada@lab",
    now: () => Date.UTC(2026, 10, 24, 10, 30),
    suffix: () => (++suffixCount).toString(16).padStart(8, "0"),
    gate,
    loadPipeline: () => Promise.resolve({ pipeline, digest: "d1" }),
  };
  const ledger = async () => toLedger((await registry.read(name))!);
  return {
    registry,
    ports,
    ledger,
    promote: (version, plan) =>
      promote({ name, version, to: "Production", force: undefined, ...plan }, ports),
    async lines() {
      return (await ledger()).model.versions.map(({ version, stage, aliases }) =>
        [version, stage, ...aliases].join(" ")
      );
    },
  };
}
