/**
 * EcoIndex of a page, 0 to 100 (the higher the lighter), as the collective Green IT publishes it: the place of the page among
 * those of the HTTP Archive for the size of its DOM (weight 3), its requests (2) and its transferred kilobytes (1).
 */
const DOM = [
  0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601,
];
const REQUESTS = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920];
const KILOBYTES = [
  0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06, 2465.37,
  2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
];

export function ecoIndex(page: { elements: number; requests: number; kilobytes: number }): number {
  const places = 3 * place(DOM, page.elements) + 2 * place(REQUESTS, page.requests) + place(KILOBYTES, page.kilobytes);
  return 100 - (5 * places) / 6;
}

function place(quantiles: readonly number[], value: number): number {
  const above = quantiles.findIndex((quantile) => value < quantile);
  if (above < 1) return quantiles.length;
  const [low = 0, high = 1] = [quantiles[above - 1], quantiles[above]];
  return above - 1 + (value - low) / (high - low);
}
