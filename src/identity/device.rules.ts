const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\bChrome\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b.*\bMobile\b/, 'téléphone Android'],
  [/\bAndroid\b/, 'tablette Android'],
  [/\bWindows\b/, 'ordinateur Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'ordinateur Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'ordinateur Linux'],
];

/** What a person recognises in the list of their devices: "Firefox, téléphone Android". Nothing finer is kept of the browser. */
export function deviceLabel(userAgent: string | undefined): string {
  const text = userAgent ?? '';
  const found = [BROWSERS, DEVICES].map((table) => table.find(([pattern]) => pattern.test(text))?.[1]);
  return found.filter((name) => name !== undefined).join(', ') || 'Appareil inconnu';
}
