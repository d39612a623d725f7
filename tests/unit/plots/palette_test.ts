import assert from "node:assert/strict";
import { colour, coloursOf, seriesColour, seriesRoles } from "@/plots/palette.ts";

type Triple = [number, number, number];

/** Linear light in [0, 1]; IEC 61966-2-1. */
function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

/** WCAG 2.2's contrast ratio. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [one, other].map((hex) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Machado, Oliveira, Fernandes 2009, severity 1. */
const visions: Record<string, Triple[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [
    -0.003882,
    -0.048116,
    1.051998,
  ]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [
    -0.01182,
    0.04294,
    0.968881,
  ]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [
    0.004733,
    0.691367,
    0.3039,
  ]],
};

function transform(matrix: Triple[], [x, y, z]: Triple): Triple {
  return matrix.map(([a, b, c]) => a * x + b * y + c * z) as Triple;
}

/** CIE 1976 L*a*b* for D65. */
function lab(rgb: Triple): Triple {
  const [x, y, z] = transform([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339, 0.119192, 0.9503041],
  ], rgb.map((value) => Math.min(1, Math.max(0, value))) as Triple);
  const [fx, fy, fz] = [x / 0.95047, y, z / 1.08883].map((value) =>
    value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116
  );
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

for (const theme of ["light", "dark"] as const) {
  const colours = coloursOf(theme);

  Deno.test(`in ${theme}, text and series stand out from the page by 4.5 : 1`, () => {
    for (const role of ["ink", "muted", ...seriesRoles] as const) {
      assert.ok(contrast(colours[role], colours.background) >= 4.5, role);
    }
  });

  Deno.test(`in ${theme}, series differ for every kind of colour vision`, () => {
    for (const [vision, matrix] of Object.entries(visions)) {
      seriesRoles.forEach((one, i) =>
        seriesRoles.slice(i + 1).forEach((other) => {
          const [p, q] = [one, other].map((role) => lab(transform(matrix, linear(colours[role]))));
          const difference = Math.hypot(...p.map((value, k) => value - q[k]));
          assert.ok(difference > 14, `${one} and ${other}, ${vision}: ${difference}`);
        })
      );
    }
  });

  Deno.test(`in ${theme}, labels on bars and cells are legible`, () => {
    assert.ok(contrast(colours.background, colours.vermillion) >= 4.5);
    assert.ok(contrast(colours.ink, colours.context) >= 4.5);
  });
}

Deno.test("each light colour has a role of its own, so that its dark counterpart is certain", () => {
  const values = Object.values(colour);
  assert.equal(new Set(values).size, values.length);
});

Deno.test("seriesColour() starts again after the last", () => {
  assert.equal(seriesColour(seriesRoles.length), seriesColour(0));
});
