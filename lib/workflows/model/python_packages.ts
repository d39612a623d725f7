/** The Python packages that a model needs, at the versions with which this project is tested. */
import lockText from "../../../requirements.lock" with { type: "text" };

/**
 * The lock's requirements for some packages, in the order of the names: `onnx==1.23.2`, or with a
 * marker where the version differs between machines.
 *
 * @throws {RangeError} when the lock does not name a package
 */
export function lockedRequirements(names: readonly string[], lock = lockText): string[] {
  return names.flatMap((name) => {
    const found = [...lock.matchAll(/^([\w.-]+)==[^\\\n]+/gm)]
      .filter(([, locked]) => locked === name)
      .map(([requirement]) => requirement.trim());
    if (found.length === 0) throw new RangeError(`requirements.lock does not name '${name}'.`);
    return found;
  });
}

/**
 * A package's version in the lock.
 *
 * @throws {RangeError} when the lock does not name the package
 */
export function lockedVersion(name: string): string {
  return /==([^\s;]+)/.exec(lockedRequirements([name])[0])![1];
}
