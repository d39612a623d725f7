/** A lint plugin that keeps the code's shape: imports point inwards, and the core is pure. */
import { fileURLToPath } from "node:url";

/** Folders of `lib/` and what lies around it, from the innermost outwards. */
const layers = [
  ["schema"],
  ["data"],
  ["preprocess", "drift"],
  ["estimators"],
  ["evaluate", "tune"],
  ["pipeline"],
  ["onnx", "plots", "explain"],
  ["workflows"],
  ["adapters"],
  ["tasks", "notebooks", "bench", "tests", "lint"],
] as const;

const firstImpureRank = layers.findIndex((folders) => folders.some((name) => name === "workflows"));

/** Files at the top of `lib/` that every layer may import. */
const ground = ["errors.ts", "json.ts"];

/** Modules that pure code may import beside the project's own. */
const pureModules = [
  "node:crypto",
  "zod",
  "random-js",
  "@bufbuild/protobuf",
  "csv-parse",
  "ml-matrix",
];

interface Place {
  readonly folder: string;
  readonly rank: number;
}

const projectRoot = fileURLToPath(new URL("..", import.meta.url)).replaceAll("\\", "/");

/** The layer of a file of this project; undefined for files of no layer. */
function placeOf(path: string): Place | undefined {
  const posixPath = path.replaceAll("\\", "/");
  const at = posixPath.indexOf(projectRoot);
  const inProject = at < 0 ? posixPath : posixPath.slice(at + projectRoot.length);
  const [top, second] = inProject.replace(/^\/+/, "").split("/");
  const folder = top === "lib" ? second : top;
  const rank = layers.findIndex((folders) => folders.some((name) => name === folder));
  return rank < 0 ? undefined : { folder, rank };
}

/** The file in `lib/` that a specifier names; undefined for packages. */
function libraryPath(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith("@/")) return `lib/${specifier.slice(2)}`;
  if (!specifier.startsWith(".")) return undefined;
  return new URL(specifier, `file:///${importer.replaceAll("\\", "/").replace(/^\/+/, "")}`)
    .pathname;
}

/** Why a file may not import a specifier; undefined when it may. */
function importRefusal(importer: string, specifier: string): string | undefined {
  const from = placeOf(importer);
  if (!from || from.rank === layers.length - 1) return undefined;
  const target = libraryPath(specifier, importer);
  if (target === undefined) {
    const isPure = pureModules.some((name) =>
      specifier === name || specifier.startsWith(`${name}/`)
    );
    return from.rank < firstImpureRank && !isPure
      ? `${from.folder} is pure: it may not import "${specifier}".`
      : undefined;
  }
  if (ground.some((name) => target.endsWith(`lib/${name}`))) return undefined;
  const to = placeOf(target);
  if (!to || to.rank < from.rank || to.folder === from.folder) return undefined;
  return `Imports point inwards: ${from.folder} may not import from ${to.folder}.`;
}

/** Names whose use makes code depend on the outside. */
const impureGlobals = ["Deno", "console", "fetch", "performance", "Worker", "setTimeout"];
const impureMembers = [["Math", "random"], ["Date", "now"], ["crypto", "getRandomValues"]];

const plugin: Deno.lint.Plugin = {
  name: "layers",
  rules: {
    "imports-point-inwards": {
      create(context) {
        const check = (node: Deno.lint.Node, specifier: unknown) => {
          if (typeof specifier !== "string") return;
          const message = importRefusal(context.filename, specifier);
          if (message) context.report({ node, message });
        };
        return {
          ImportDeclaration: (node) => check(node, node.source.value),
          ExportNamedDeclaration: (node) => check(node, node.source?.value),
          ExportAllDeclaration: (node) => check(node, node.source.value),
          ImportExpression: (node) => {
            if (node.source.type === "Literal") check(node, node.source.value);
          },
        };
      },
    },
    "core-is-pure": {
      create(context) {
        const place = placeOf(context.filename);
        if (!place || place.rank >= firstImpureRank) return {};
        const report = (node: Deno.lint.Node, name: string) =>
          context.report({
            node,
            message: `${place.folder} is pure: pass in what ${name} would give.`,
          });
        return {
          MemberExpression(node) {
            if (node.object.type !== "Identifier") return;
            const { name } = node.object;
            if (impureGlobals.includes(name)) return report(node, name);
            if (node.property.type !== "Identifier") return;
            const member = node.property.name;
            if (impureMembers.some(([object, key]) => object === name && key === member)) {
              report(node, `${name}.${member}`);
            }
          },
          CallExpression(node) {
            if (node.callee.type === "Identifier" && impureGlobals.includes(node.callee.name)) {
              report(node, node.callee.name);
            }
          },
          NewExpression(node) {
            if (node.callee.type !== "Identifier") return;
            const { name } = node.callee;
            if (name === "Worker" || (name === "Date" && node.arguments.length === 0)) {
              report(node, `new ${name}`);
            }
          },
        };
      },
    },
  },
};

export default plugin;
