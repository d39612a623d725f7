/** Builds the program of the service's page anew. */
import { runTask, taskCommand } from "@/adapters/terminal/task.ts";
import { bundlePage, bundlePath } from "./page/bundle_page.ts";

const command = taskCommand("page:build", "Build the program of the service's page.")
  .action(async () => {
    const text = await bundlePage();
    await Deno.writeTextFile(bundlePath, text);
    console.log(`${bundlePath}: ${(text.length / 1000).toFixed(0)} kB`);
  });

await runTask(command);
