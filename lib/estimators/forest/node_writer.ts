/** Collects nodes in growing typed arrays while trees are grown. */
import type { Trees } from "@/estimators/forest/trees.ts";

/** Appends nodes in preorder; `finish` gives them as {@linkcode Trees}. */
export class NodeWriter {
  #count = 0;
  #rightOffset = new Int32Array(1024);
  #splitColumn = new Int32Array(1024);
  #threshold = new Float64Array(1024);
  #gain = new Float64Array(1024);
  #zeros = new Int32Array(1024);
  #ones = new Int32Array(1024);

  /** Adds a leaf with the samples of each class it holds; returns its index. */
  add(zeros: number, ones: number): number {
    if (this.#count === this.#zeros.length) this.#grow();
    const index = this.#count++;
    this.#splitColumn[index] = -1;
    this.#zeros[index] = zeros;
    this.#ones[index] = ones;
    return index;
  }

  /** Notes the best split of a node, whether or not it is carried out. */
  setSplit(index: number, column: number, threshold: number, gain: number): void {
    this.#splitColumn[index] = column;
    this.#threshold[index] = threshold;
    this.#gain[index] = gain;
  }

  /** Makes `right` the right child of a node. */
  setRight(index: number, right: number): void {
    this.#rightOffset[index] = right - index;
  }

  /** All trees, with the columns each drew. */
  finish(drawnColumns: readonly Int32Array[]): Trees {
    const count = this.#count;
    return {
      treeCount: drawnColumns.length,
      drawnColumns: Int32Array.from(drawnColumns.flatMap((columns) => [...columns])),
      rightOffset: this.#rightOffset.slice(0, count),
      splitColumn: this.#splitColumn.slice(0, count),
      threshold: this.#threshold.slice(0, count),
      gain: this.#gain.slice(0, count),
      zeros: this.#zeros.slice(0, count),
      ones: this.#ones.slice(0, count),
    };
  }

  #grow(): void {
    const length = 2 * this.#zeros.length;
    this.#rightOffset = longerInts(this.#rightOffset, length);
    this.#splitColumn = longerInts(this.#splitColumn, length);
    this.#threshold = longerDoubles(this.#threshold, length);
    this.#gain = longerDoubles(this.#gain, length);
    this.#zeros = longerInts(this.#zeros, length);
    this.#ones = longerInts(this.#ones, length);
  }
}

function longerInts(values: Int32Array, length: number) {
  const longer = new Int32Array(length);
  longer.set(values);
  return longer;
}

function longerDoubles(values: Float64Array, length: number) {
  const longer = new Float64Array(length);
  longer.set(values);
  return longer;
}
