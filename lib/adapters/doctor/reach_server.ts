/** The MLflow server, for the checks that look into it. */
import { type GivenServer, givenServer } from "@/adapters/mlflow/connection.ts";
import { mlflowServerStatus, type ServerPlace } from "@/adapters/mlflow/managed_server.ts";
import { serverProblem } from "@/adapters/mlflow/server_problem.ts";
import { createTransport, type Transport } from "@/adapters/mlflow/transport.ts";
import { UserError } from "@/errors.ts";

/** Gives a transport to the server if that answers; nothing is started for it. */
export type ReachServer = () => Promise<Transport | undefined>;

/** Looks for the server when it is first needed, and once: one that hangs is not waited for again. */
export function reachingServer(place: ServerPlace): ReachServer {
  let reached: Promise<Transport | undefined> | undefined;
  return () => reached ??= reachServer(place);
}

async function reachServer(place: ServerPlace): Promise<Transport | undefined> {
  const server = await meantServer(place);
  if (server === undefined || await serverProblem(server) !== undefined) return undefined;
  return createTransport(server);
}

async function meantServer(place: ServerPlace): Promise<GivenServer | undefined> {
  try {
    const given = givenServer();
    if (given) return given;
  } catch (error) {
    // An address that is none is told of by the server's own check.
    if (error instanceof UserError) return undefined;
    throw error;
  }
  const local = await mlflowServerStatus(place);
  return local && { baseUrl: local.url, credentials: undefined };
}
