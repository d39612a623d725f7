/** The real table and UCI's files, which tests read where they lie beside the project. */
import { fileURLToPath } from "node:url";

/** Folder of the real data; it is never part of the project. */
export const realDataFolder = fileURLToPath(new URL("../../shared/data", import.meta.url));

/** Whether the real data is there. */
export const hasRealData = await Deno.stat(realDataFolder).then(() => true, () => false);

/** Registers a test that needs the real data; it is skipped, and says so, where there is none. */
export function testOnRealData(name: string, test: () => void | Promise<void>): void {
  Deno.test({
    name: hasRealData ? name : `${name} (skipped: no real data beside the project)`,
    ignore: !hasRealData,
    fn: async () => await test(),
  });
}

/** The table in circulation, with its mistake in row 304. */
export function readCirculatingTable(): string {
  return Deno.readTextFileSync(`${realDataFolder}/heart_disease_uci.csv`);
}

/** One of UCI's files. */
export function readUciFile(name: string): string {
  return Deno.readTextFileSync(`${realDataFolder}/uci/${name}`);
}
