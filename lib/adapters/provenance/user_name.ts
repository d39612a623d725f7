/** Who works here, by the name that runs and the registry's audit give. */
import { userInfo } from "node:os";

/** The user's name; `uid-1000` where the system has none, as in a container with a number alone. */
export function userName(look: () => { readonly username: string } = userInfo): string {
  try {
    return look().username;
  } catch {
    return `uid-${Deno.uid()}`;
  }
}
