/** All checks of a project, in the order in which one builds on another. */
import { dataCheck } from "@/adapters/doctor/data_check.ts";
import { denoCheck } from "@/adapters/doctor/deno_check.ts";
import { predictionLogCheck } from "@/adapters/doctor/prediction_log_check.ts";
import { pythonCheck } from "@/adapters/doctor/python_check.ts";
import { reachingServer, type ReachServer } from "@/adapters/doctor/reach_server.ts";
import { serverCheck } from "@/adapters/doctor/server_check.ts";
import { namedSource } from "@/adapters/files/obtain_table.ts";
import { lookUpSession } from "@/adapters/files/session.ts";
import { createMlflowTracker } from "@/adapters/mlflow/tracker.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { userName } from "@/adapters/provenance/user_name.ts";
import { promotionPorts } from "@/adapters/training/promotion_ports.ts";
import type { Check, Diagnosis } from "@/workflows/doctor/examine.ts";
import { openRunFindings, repairOpenRuns } from "@/workflows/doctor/open_run_checks.ts";
import { checkRegistry } from "@/workflows/doctor/registry_checks.ts";
import { repairRegistry } from "@/workflows/doctor/registry_repair.ts";
import { monitoringExperiment } from "@/workflows/monitor/tags.ts";
import type { Progress } from "@/workflows/progress.ts";
import { baselineExperiment } from "@/workflows/train/train.ts";
import { tuningExperiment } from "@/workflows/tune/tune.ts";

/** Where to look. */
export interface ProjectPlace {
  /** The project's folder. */
  readonly root: string;
  /** The registered model. */
  readonly model: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

const experiments = [baselineExperiment, tuningExperiment, monitoringExperiment];

/** The checks. */
export function projectChecks(place: ProjectPlace): Check[] {
  const reach = reachingServer(place);
  return [
    denoCheck(),
    pythonCheck(place),
    dataCheck(place, namedSource(undefined)),
    predictionLogCheck(place),
    serverCheck(place),
    runCheck(reach),
    registryCheck(place.model, reach),
  ];
}

function runCheck(reach: ReachServer): Check {
  const portsOver = (transport: Transport) => ({
    tracker: createMlflowTracker({
      transport,
      origin: { user: userName(), sourceName: "tasks/doctor.ts" },
    }),
    lookUpSession,
    now: Date.now,
  });
  return {
    title: "Runs",
    examine: () =>
      onServer(reach, async (transport) => ({
        summary: "none is RUNNING that nobody works on",
        findings: await openRunFindings(experiments, portsOver(transport)),
      })),
    async repair() {
      const transport = await reach();
      return transport ? await repairOpenRuns(experiments, portsOver(transport)) : [];
    },
  };
}

function registryCheck(model: string, reach: ReachServer): Check {
  return {
    title: "Registry",
    examine: () =>
      onServer(reach, async (transport) => {
        const ports = promotionPorts(transport);
        const registered = await ports.registry.read(model);
        return {
          summary: registered
            ? `${model}: stages, aliases and audit agree, every version loads`
            : `${model} has no version yet`,
          findings: await checkRegistry(ports, model),
        };
      }),
    async repair() {
      const transport = await reach();
      return transport ? await repairRegistry(promotionPorts(transport), model) : [];
    },
  };
}

async function onServer(
  reach: ReachServer,
  look: (transport: Transport) => Promise<Diagnosis>,
): Promise<Diagnosis> {
  const transport = await reach();
  if (transport) return await look(transport);
  return { summary: "not checked, as MLflow does not answer", isSkipped: true, findings: [] };
}
