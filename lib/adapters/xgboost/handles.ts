/** XGBoost's two objects, each freed when its scope ends, also by an error. */
import type { NativeView } from "@/adapters/xgboost/c_memory.ts";
import { check, type XgboostLibrary } from "@/adapters/xgboost/library.ts";
import type { Float32Matrix } from "@/estimators/xgboost/engine.ts";

/** Views whose addresses C holds: reachable, so not collected, until the scope ends. */
class Pins implements Disposable {
  readonly #views: NativeView[] = [];

  constructor(readonly library: XgboostLibrary) {}

  addressOf(view: NativeView): bigint {
    this.#views.push(view);
    return this.library.memory.addressOf(view);
  }

  /** NumPy's array interface of singles, as XGBoost reads it. */
  arrayInterface(values: Float32Array<ArrayBuffer>, shape: readonly number[]): NativeView {
    return json({
      data: [Number(this.addressOf(values)), true],
      shape,
      typestr: "<f4",
      version: 3,
    });
  }

  [Symbol.dispose](): void {
    this.#views.length = 0;
  }
}

/** A text as C takes it. */
function cText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text + "\0");
}

/** A value as the JSON text that C takes. */
function json(value: unknown): Uint8Array<ArrayBuffer> {
  return cText(JSON.stringify(value));
}

/** Room for one pointer, handle or length. */
function slot(): BigUint64Array<ArrayBuffer> {
  return new BigUint64Array(1);
}

/** A matrix in XGBoost's memory (`DMatrix`), a copy. */
export class DataMatrix implements Disposable {
  readonly handle: bigint;

  constructor(readonly library: XgboostLibrary, X: Float32Matrix) {
    using pins = new Pins(library);
    const out = slot();
    const data = pins.arrayInterface(X.values, [X.rowCount, X.columnCount]);
    // JSON has no NaN; XGBoost's reader has.
    const config = cText(`{"missing":NaN,"nthread":1}`);
    const status = library.symbols.XGDMatrixCreateFromDense(data, config, out);
    check(library, status, "take the matrix");
    this.handle = out[0];
  }

  setLabels(y: Float32Array<ArrayBuffer>): void {
    using pins = new Pins(this.library);
    const { XGDMatrixSetInfoFromInterface } = this.library.symbols;
    const labels = pins.arrayInterface(y, [y.length]);
    const status = XGDMatrixSetInfoFromInterface(this.handle, cText("label"), labels);
    check(this.library, status, "take the labels");
  }

  [Symbol.dispose](): void {
    this.library.symbols.XGDMatrixFree(this.handle);
  }
}

/** A model in XGBoost's memory (`Booster`). */
export class Booster implements Disposable {
  readonly handle: bigint;

  /** @param training the matrix to train on; none for a model to load */
  constructor(readonly library: XgboostLibrary, ...training: DataMatrix[]) {
    const out = slot();
    const matrices = BigUint64Array.from(training, ({ handle }) => handle);
    const { XGBoosterCreate } = library.symbols;
    const status = XGBoosterCreate(matrices, BigInt(training.length), out);
    check(library, status, "create a model");
    this.handle = out[0];
  }

  setParam(name: string, value: string | number): void {
    const { XGBoosterSetParam } = this.library.symbols;
    const status = XGBoosterSetParam(this.handle, cText(name), cText(String(value)));
    check(this.library, status, `set ${name} to ${value}`);
  }

  setFeatureNames(names: readonly string[]): void {
    using pins = new Pins(this.library);
    const { XGBoosterSetStrFeatureInfo } = this.library.symbols;
    const addresses = BigUint64Array.from(names, (name) => pins.addressOf(cText(name)));
    const field = cText("feature_name");
    const count = BigInt(names.length);
    const status = XGBoosterSetStrFeatureInfo(this.handle, field, addresses, count);
    check(this.library, status, "take the feature names");
  }

  /** One round of boosting. */
  update(round: number, training: DataMatrix): void {
    const { XGBoosterUpdateOneIter } = this.library.symbols;
    const status = XGBoosterUpdateOneIter(this.handle, round, training.handle);
    check(this.library, status, `train round ${round}`);
  }

  save(format: "json" | "ubj"): Uint8Array<ArrayBuffer> {
    const { symbols, memory } = this.library;
    const [length, address] = [slot(), slot()];
    const config = json({ format });
    const status = symbols.XGBoosterSaveModelToBuffer(this.handle, config, length, address);
    check(this.library, status, "save the model");
    return memory.read(address[0], Number(length[0]));
  }

  /** Loads a model in either format, as {@linkcode save} gives it. */
  load(model: Uint8Array<ArrayBuffer>): void {
    const { XGBoosterLoadModelFromBuffer } = this.library.symbols;
    const status = XGBoosterLoadModelFromBuffer(this.handle, model, BigInt(model.length));
    check(this.library, status, "load the model");
  }

  /** Probability of class 1 for each of the matrix's `rowCount` rows. */
  predict(matrix: DataMatrix, rowCount: number): Float32Array<ArrayBuffer> {
    const { symbols, memory } = this.library;
    const [shape, dimension, address] = [slot(), slot(), slot()];
    const config = json({
      type: 0,
      training: false,
      iteration_begin: 0,
      iteration_end: 0,
      strict_shape: false,
    });
    const status = symbols.XGBoosterPredictFromDMatrix(
      this.handle,
      matrix.handle,
      config,
      shape,
      dimension,
      address,
    );
    check(this.library, status, "predict");
    return new Float32Array(memory.read(address[0], rowCount * 4).buffer);
  }

  [Symbol.dispose](): void {
    this.library.symbols.XGBoosterFree(this.handle);
  }
}
