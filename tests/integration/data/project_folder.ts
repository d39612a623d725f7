/** A temporary folder laid out as a project is, as far as data goes. */
import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The project that is tested. */
export const projectRoot = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs a test in a new folder with the cohort statistics in place, and removes it. */
export async function inProjectFolder(test: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const statistics = join("data", "cohort_statistics.json");
  try {
    await Deno.mkdir(join(root, "data"));
    await Deno.copyFile(join(projectRoot, statistics), join(root, statistics));
    await test(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Names in the folder's `data/`, sorted. */
export function dataFiles(root: string): string[] {
  return [...Deno.readDirSync(join(root, "data"))].map(({ name }) => name).sort();
}
