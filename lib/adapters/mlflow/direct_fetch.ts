/** Calls to this machine go past the proxy, also where `NO_PROXY` was forgotten. */

/** A `fetch` that uses no proxy for 127.0.0.1, whatever the variables of the environment say. */
export function directFetch(): typeof fetch {
  const name = "NO_PROXY";
  const before = Deno.env.get(name);
  Deno.env.set(name, [before, "127.0.0.1"].filter(Boolean).join(","));
  // A client reads the variables once, when it is made.
  const client = Deno.createHttpClient({});
  if (before === undefined) Deno.env.delete(name);
  else Deno.env.set(name, before);
  return (input, init) => fetch(input, { ...init, client });
}
