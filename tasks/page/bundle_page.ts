/** The page's program in one file, made from its modules and those of the core that it runs. */
import { fileURLToPath } from "node:url";
import { build, type Plugin, stop } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}lib/adapters/http/page`;

/** The bundle's path; it is committed, so that serving needs no bundler. */
export const bundlePath = `${folder}/bundle.js`;

/** `z` as a namespace, so that what nobody uses of zod, its languages above all, is left out. */
const shakableZod: Plugin = {
  name: "shakable-zod",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await Deno.readTextFile(path);
      return { loader: "ts", contents: text.replace("import { z } from", "import * as z from") };
    });
  },
};

/** The bundle's text: the same wherever it is made. */
export async function bundlePage(): Promise<string> {
  try {
    const { outputFiles: [file] } = await build({
      entryPoints: [`${folder}/main.ts`],
      absWorkingDir: root,
      alias: { "@": `${root}lib`, "node:crypto": `${folder}/node_crypto.ts` },
      // Named in a function of random-js that is never called.
      external: ["crypto"],
      plugins: [shakableZod],
      bundle: true,
      format: "esm",
      target: "es2023",
      charset: "utf8",
      minify: true,
      legalComments: "none",
      write: false,
    });
    return file.text;
  } finally {
    await stop();
  }
}
