/**
 * Reads C memory and takes addresses with nothing but `memcpy` and `strlen`, because Deno's own
 * pointer API demands unrestricted `--allow-ffi`, and these two can be had from a permitted file.
 */

const symbols = {
  copy_out: { name: "memcpy", parameters: ["buffer", "u64", "usize"], result: "u64" },
  copy_nothing: { name: "memcpy", parameters: ["buffer", "buffer", "usize"], result: "u64" },
  strlen: { parameters: ["u64"], result: "usize" },
} as const satisfies Deno.ForeignLibraryInterface;

/** C runtimes, for platforms where a library's symbols may not include those it links to. */
const cRuntimes: Partial<Record<typeof Deno.build.os, string>> = {
  darwin: "/usr/lib/libSystem.B.dylib",
  windows: "msvcrt.dll",
};

/**
 * Where to look for the C functions, in order: the library that links to them, then the platform's
 * C runtime. Each that is tried needs `--allow-ffi`.
 */
export function cMemoryPaths(libraryPath: string, os = Deno.build.os): string[] {
  return [libraryPath, cRuntimes[os]].filter((path) => path !== undefined);
}

/** A view whose memory C may read or write. */
export type NativeView = ArrayBufferView<ArrayBuffer>;

/** Access to C memory. */
export interface CMemory extends Disposable {
  /** A copy of `byteCount` bytes from an address on. */
  read(address: bigint, byteCount: number): Uint8Array<ArrayBuffer>;
  /** The UTF-8 text that ends with a zero byte. */
  readText(address: bigint): string;
  /** The address of a view's first byte, valid for as long as the view is reachable. */
  addressOf(view: NativeView): bigint;
}

/**
 * Opens the C functions through the first of the paths that has them.
 *
 * @throws {Error} as `Deno.dlopen` does for the last of them
 */
export function openCMemory(paths: readonly string[]): CMemory {
  const library = openFirst(paths);
  const { copy_out, copy_nothing, strlen } = library.symbols;
  const read = (address: bigint, byteCount: number) => {
    const bytes = new Uint8Array(byteCount);
    if (byteCount > 0) copy_out(bytes, address, BigInt(byteCount));
    return bytes;
  };
  return {
    read,
    readText: (address) => new TextDecoder().decode(read(address, Number(strlen(address)))),
    addressOf(view) {
      // Asking for `buffer` moves a small array off V8's heap, so that its address is final.
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      return copy_nothing(bytes, bytes, 0n);
    },
    [Symbol.dispose]: () => library.close(),
  };
}

function openFirst([path, ...others]: readonly string[]): Deno.DynamicLibrary<typeof symbols> {
  try {
    return Deno.dlopen(path, symbols);
  } catch (error) {
    if (others.length === 0) throw error;
    return openFirst(others);
  }
}
