/** Fewer points for a picture of a long curve. */

/**
 * Indices of at most `limit` of n points, evenly spaced, the first and last among them: more
 * than a picture has pixels only makes its file large.
 */
export function thinIndices(pointCount: number, limit = 500): number[] {
  if (pointCount <= limit) return Array.from({ length: pointCount }, (_, i) => i);
  const step = (pointCount - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => Math.round(i * step));
}
