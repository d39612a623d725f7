/** pip's configuration as uv's variables. */
import assert from "node:assert/strict";
import { uvSettings } from "@/adapters/python/uv_settings.ts";

const always = {
  UV_INDEX_STRATEGY: "unsafe-best-match",
  UV_SYSTEM_CERTS: "true",
  UV_NO_PROGRESS: "true",
};

Deno.test("without any configuration only the ways of working are set", () => {
  assert.deepEqual(uvSettings(""), always);
});

Deno.test("indexes, links, proxy, certificates and time-outs are handed on", () => {
  const configuration = [
    "global.index-url='https://index.example/simple'",
    "global.extra-index-url='\\nhttps://a.example/simple\\nfile:///b/simple'",
    "global.find-links='/wheels /more'",
    "global.proxy='http://user:it\\'s@proxy.example:3128'",
    'global.trusted-host="a.example"',
    ":env:.cert='/etc/ca.crt'",
    ":env:.default-timeout='180'",
    "install.no-index='true'",
  ].join("\n");
  const proxy = "http://user:it's@proxy.example:3128";
  assert.deepEqual(uvSettings(configuration), {
    ...always,
    UV_DEFAULT_INDEX: "https://index.example/simple",
    UV_INDEX: "https://a.example/simple file:///b/simple",
    UV_FIND_LINKS: "/wheels,/more",
    UV_NO_INDEX: "true",
    UV_INSECURE_HOST: "a.example",
    UV_HTTP_TIMEOUT: "180",
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    SSL_CERT_FILE: "/etc/ca.crt",
  });
});

Deno.test("the environment goes before the section of pip install, and that before global", () => {
  const index = (text: string) => uvSettings(text).UV_DEFAULT_INDEX;
  const everywhere = "global.index-url='g'\ninstall.index-url='i'\n:env:.index-url='e'";
  assert.equal(index(everywhere), "e");
  assert.equal(index("install.index-url='i'\nglobal.index-url='g'"), "i");
});

Deno.test("an index is switched off only by a yes", () => {
  assert.equal(uvSettings("global.no-index='false'").UV_NO_INDEX, undefined);
});

Deno.test("warnings between the lines do no harm", () => {
  assert.deepEqual(uvSettings("WARNING: a file is owned by another user\n"), always);
});
