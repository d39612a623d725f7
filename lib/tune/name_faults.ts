/** What can be wrong with the names of a space, those within its options included. */

type Path = readonly (string | number)[];

/** One fault and the keys that lead to it. */
export interface NameFault {
  readonly path: Path;
  readonly message: string;
}

/** All names that stand twice or cannot be used; takes any value and passes over what is no space. */
export function nameFaults(space: unknown): NameFault[] {
  const places = new Map<string, Path>();
  return namePaths(space, []).flatMap((path) => {
    const name = String(path.at(-1));
    if (name === "" || name === "__proto__") {
      return [{ path, message: `'${name}' cannot be a parameter's name` }];
    }
    const first = places.get(name);
    if (first) return [{ path, message: `there is a '${name}' already, at ${first.join(".")}` }];
    places.set(name, path);
    return [];
  });
}

/** The path of each name, itself the last, in the order in which they are declared. */
function namePaths(space: unknown, path: Path): Path[] {
  return Object.entries(fieldsOf(space)).flatMap(([name, parameter]) => {
    const { options } = fieldsOf(parameter);
    const nested = (Array.isArray(options) ? options : []).flatMap((option, i) =>
      namePaths(fieldsOf(option).parameters, [...path, name, "options", i, "parameters"])
    );
    return [[...path, name], ...nested];
  });
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
