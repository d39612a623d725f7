/** Axis-aligned boxes and affine transforms, in pixels. */

/** A rectangle; empty ones are `undefined` instead. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The matrix [a b c d e f] of SVG: x' = a x + c y + e, y' = b x + d y + f. */
export type Affine = readonly [number, number, number, number, number, number];

const identity: Affine = [1, 0, 0, 1, 0, 0];

/** The smallest box around both. */
export function union(one: Box | undefined, other: Box | undefined): Box | undefined {
  if (!one || !other) return one ?? other;
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

/** The box around a box's four transformed corners. */
export function transformBox(box: Box, [a, b, c, d, e, f]: Affine): Box {
  const xs = [box.left, box.right].flatMap((x) =>
    [box.top, box.bottom].map((y) => a * x + c * y + e)
  );
  const ys = [box.left, box.right].flatMap((x) =>
    [box.top, box.bottom].map((y) => b * x + d * y + f)
  );
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** Reads an SVG `transform` attribute: translate, scale, rotate and matrix, left to right. */
export function parseTransform(text: string): Affine {
  let product = identity;
  for (const [, kind, inner] of text.matchAll(/(translate|scale|rotate|matrix)\(([^)]*)\)/g)) {
    const numbers = inner.trim().split(/[\s,]+/).map(Number);
    product = multiply(product, transformOf[kind](numbers));
  }
  return product;
}

const transformOf: Readonly<Record<string, (numbers: number[]) => Affine>> = {
  translate: ([x, y = 0]) => [1, 0, 0, 1, x, y],
  scale: ([x, y = x]) => [x, 0, 0, y, 0, 0],
  rotate: ([degrees, x = 0, y = 0]) => {
    const [sine, cosine] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
    const around: Affine = [cosine, sine, -sine, cosine, 0, 0];
    return multiply(multiply([1, 0, 0, 1, x, y], around), [1, 0, 0, 1, -x, -y]);
  },
  matrix: ([a, b, c, d, e, f]) => [a, b, c, d, e, f],
};

function multiply(p: Affine, q: Affine): Affine {
  return [
    p[0] * q[0] + p[2] * q[1],
    p[1] * q[0] + p[3] * q[1],
    p[0] * q[2] + p[2] * q[3],
    p[1] * q[2] + p[3] * q[3],
    p[0] * q[4] + p[2] * q[5] + p[4],
    p[1] * q[4] + p[3] * q[5] + p[5],
  ];
}
