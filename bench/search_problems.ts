/** Functions whose least value is known, for comparing searches. */
import type { Point, Space } from "@/tune/space.ts";

/** A function on a space. */
export interface SearchProblem {
  readonly name: string;
  readonly space: Space;
  /** Its least value. */
  readonly minimum: number;
  readonly loss: (point: Point) => number;
}

const unit = { type: "uniform", low: 0, high: 1 } as const;

/** Branin's function (Dixon and Szegö, "Towards global optimisation 2", 1978). */
const branin: SearchProblem = {
  name: "Branin",
  space: { x: { type: "uniform", low: -5, high: 10 }, y: { type: "uniform", low: 0, high: 15 } },
  minimum: 0.39788735772973816,
  loss(point) {
    const [x, y] = [Number(point.x), Number(point.y)];
    const valley = y - 5.1 * x ** 2 / (4 * Math.PI ** 2) + 5 * x / Math.PI - 6;
    return valley ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  },
};

const hartmannHeights = [1, 1.2, 3, 3.2];
const hartmannScales = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const hartmannCenters = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

/** Hartmann's function of six variables (the same book). */
const hartmann: SearchProblem = {
  name: "Hartmann-6",
  space: { a: unit, b: unit, c: unit, d: unit, e: unit, f: unit },
  minimum: -3.322368011391339,
  loss(point) {
    const x = ["a", "b", "c", "d", "e", "f"].map((name) => Number(point[name]));
    return -hartmannHeights.reduce((sum, height, i) => {
      const distance = x.reduce(
        (squares, value, j) =>
          squares + hartmannScales[i][j] * (value - hartmannCenters[i][j]) ** 2,
        0,
      );
      return sum + height * Math.exp(-distance);
    }, 0);
  },
};

/** A space such as real models have: families mixed, some parameters of one option only. */
const mixed: SearchProblem = {
  name: "mixed, conditional",
  space: {
    rate: { type: "loguniform", low: 1e-5, high: 1 },
    layers: { type: "quniform", low: 1, high: 10, q: 1 },
    model: {
      type: "choice",
      options: [
        "linear",
        {
          value: "tree",
          parameters: {
            depth: { type: "randint", low: 1, high: 16 },
            leaf: { type: "quniform", low: 0, high: 50, q: 5 },
          },
        },
        {
          value: "net",
          parameters: {
            width: { type: "qloguniform", low: 8, high: 1024, q: 8 },
            dropout: { type: "uniform", low: 0, high: 0.8 },
          },
        },
      ],
    },
  },
  minimum: 0,
  loss({ rate, layers, model, ...nested }) {
    const shared = Math.log10(Number(rate) / 0.003) ** 2 / 2 + ((Number(layers) - 4) / 5) ** 2;
    const value = (name: string) => Number(nested[name]);
    switch (model) {
      case "tree":
        return shared + 0.15 + ((value("depth") - 7) / 6) ** 2 + ((value("leaf") - 20) / 40) ** 2;
      case "net":
        return shared + Math.log2(value("width") / 96) ** 2 / 4 +
          4 * (value("dropout") - 0.25) ** 2;
      default:
        return shared + 0.5;
    }
  },
};

/** All problems. */
export const searchProblems: readonly SearchProblem[] = [branin, hartmann, mixed];
