/** Files of runs and logged models, through the server's artifact proxy. */
import { UserError } from "@/errors.ts";
import { contentTypeOf } from "@/adapters/mlflow/content_type.ts";
import type { Transport } from "@/adapters/mlflow/transport.ts";
import { checkArtifactPath } from "@/workflows/tracking/limits.ts";

const proxyPath = "mlflow-artifacts/artifacts";

/**
 * Uploads one file; an earlier one of the same path is replaced.
 *
 * @param artifactUri the run's or model's artifact location, such as `mlflow-artifacts:/1/…`
 * @param path below that location, such as `plots/roc_curve.svg`
 */
export async function uploadArtifact(
  transport: Transport,
  artifactUri: string,
  path: string,
  content: Uint8Array,
): Promise<void> {
  await transport.json({
    method: "PUT",
    path: filePath(artifactUri, path),
    file: { content: unshared(content), type: contentTypeOf(path) },
  });
}

/**
 * Downloads one file.
 *
 * @throws {MlflowError} with status 404 when there is no such file
 */
export function downloadArtifact(
  transport: Transport,
  artifactUri: string,
  path: string,
): Promise<Uint8Array> {
  return transport.bytes({ method: "GET", path: filePath(artifactUri, path) });
}

interface ListWire {
  readonly files?: readonly { readonly path: string; readonly is_dir: boolean }[];
}

/** Paths of all files below a location, folders followed, sorted; none when nothing is there. */
export async function listArtifacts(transport: Transport, artifactUri: string): Promise<string[]> {
  const root = proxiedFolder(artifactUri);
  async function listFolder(folder: string): Promise<string[]> {
    const { files = [] } = await transport.json<ListWire>({
      method: "GET",
      path: proxyPath,
      query: { path: `${root}/${folder}`.replace(/\/$/, "") },
    });
    const listings = await Promise.all(files.map(({ path, is_dir }) => {
      return is_dir ? listFolder(`${folder}${path}/`) : [folder + path];
    }));
    return listings.flat();
  }
  return (await listFolder("")).sort();
}

/** The same bytes; copied only when other threads can write to them, which fetch refuses to send. */
function unshared(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return content.buffer instanceof ArrayBuffer
    ? content as Uint8Array<ArrayBuffer>
    : new Uint8Array(content);
}

function filePath(artifactUri: string, path: string): string {
  checkArtifactPath(path);
  const segments = `${proxiedFolder(artifactUri)}/${path}`.split("/");
  return `${proxyPath}/${segments.map(encodeURIComponent).join("/")}`;
}

/** The folder below the proxy's root that a location names. */
function proxiedFolder(artifactUri: string): string {
  const folder = /^mlflow-artifacts:\/(?!\/)(.+)$/.exec(artifactUri)?.[1];
  if (folder !== undefined) return folder.replace(/\/$/, "");
  throw new UserError(
    `Artifacts at '${artifactUri}' cannot be reached: only those that the tracking server itself ` +
      "serves (mlflow-artifacts:/…) can.",
    { hint: "Start the server with --artifacts-destination, then use a new experiment." },
  );
}
