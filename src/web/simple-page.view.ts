/** Answers that pages of one sentence share: no script, nothing from elsewhere, no cache. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
} as const;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page around a main part. `main` is HTML whose texts are escaped already. */
export function simplePage(title: string, main: string, style = ''): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
body { margin: 0 auto; max-width: 42rem; padding: 24px 16px; background: #fbfaf6; color: #1b1f2a; font: 18px/1.6 system-ui, sans-serif; }
h1 { font-size: 30px; line-height: 1.25; }
h2 { font-size: 22px; }
a { color: #0b5a4c; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #1b1f2a; box-shadow: 0 0 0 6px #f5b83d; }
button { min-height: 44px; padding: 8px 20px; border: 2px solid #0b5a4c; border-radius: 6px; background: #0b5a4c; color: #fff; font: inherit; }
${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>`;
}
