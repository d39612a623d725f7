/** Lets uv see what the user told pip about indexes, proxies and certificates. */

/**
 * The variables that make uv behave as pip is configured to.
 *
 * @param pipConfiguration what `pip config list` prints: a `key='value'` per line
 */
export function uvSettings(pipConfiguration: string): Record<string, string> {
  const option = readPipConfiguration(pipConfiguration);
  const proxy = option("proxy");
  const settings: Record<string, string | undefined> = {
    UV_DEFAULT_INDEX: option("index-url"),
    UV_INDEX: words(option("extra-index-url"), " "),
    // As pip does: any index may serve any package. Hashes keep strangers' packages out.
    UV_INDEX_STRATEGY: "unsafe-best-match",
    UV_FIND_LINKS: words(option("find-links"), ","),
    UV_NO_INDEX: /^(1|true|yes|on)$/i.test(option("no-index") ?? "") ? "true" : undefined,
    UV_INSECURE_HOST: words(option("trusted-host"), " "),
    UV_HTTP_TIMEOUT: option("timeout") ?? option("default-timeout"),
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    SSL_CERT_FILE: option("cert"),
    SSL_CLIENT_CERT: option("client-cert"),
    UV_SYSTEM_CERTS: "true",
    UV_NO_PROGRESS: "true",
  };
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** Looks an option up in pip's order: environment, the section of `pip install`, global. */
function readPipConfiguration(text: string): (name: string) => string | undefined {
  const values = new Map<string, string>();
  for (const [, key, quoted] of text.matchAll(/^(\S+?)=(['"].*['"])$/gm)) {
    values.set(key, quoted.slice(1, -1).replace(/\\(.)/g, (_, sign) => sign === "n" ? "\n" : sign));
  }
  return (name) =>
    [":env:", "install", "global"]
      .map((section) => values.get(`${section}.${name}`))
      .find((value) => value !== undefined);
}

function words(text: string | undefined, separator: string): string | undefined {
  return text?.trim().split(/\s+/).join(separator);
}
