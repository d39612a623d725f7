/** Files of a page under paths that name their content, so that a browser may keep them for good. */
import { createHash } from "node:crypto";
import type { Endpoint } from "@/adapters/http/endpoint.ts";
import { answerText } from "@/adapters/http/exchange.ts";
import { Problem } from "@/adapters/http/problem.ts";

/** A file of a page. */
export interface Asset {
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
}

/** The files of a page. */
export interface Assets {
  /** The path of the file of that name. */
  pathOf(name: string): string;
  /** The file at a path; undefined when there is none. */
  find(path: string): Asset | undefined;
}

/** A year, the longest that browsers heed. */
const keptForGood = "public, max-age=31536000, immutable";

/** Gives each file a path in `folder`, such as `/docs/0123456789ab/style.css`. */
export function createAssets(folder: string, files: readonly Asset[]): Assets {
  const paths = new Map(files.map(({ name, text }) => {
    const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
    return [name, `${folder}/${digest}/${name}`];
  }));
  const assets = new Map(files.map((asset) => [paths.get(asset.name), asset]));
  return {
    pathOf(name) {
      const path = paths.get(name);
      if (path === undefined) throw new RangeError(`The page has no file ${name}.`);
      return path;
    },
    find: (path) => assets.get(path),
  };
}

/** The endpoint that serves them; they are loaded when the first is asked for. */
export function assetEndpoint(folder: string, load: () => Promise<Assets>): Endpoint {
  return {
    method: "get",
    path: `${folder}/{digest}/{name}`,
    isOpen: true,
    async handle(call) {
      const asset = (await load()).find(call.req.path);
      if (asset === undefined) throw new Problem(404, "There is no such file; reload the page.");
      return answerText(call, asset.text, asset.contentType, {
        headers: { "cache-control": keptForGood },
      });
    },
  };
}
