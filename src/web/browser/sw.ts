/**
 * Between the pages and the network: the style sheet, a page to say that there is no network, and the offers that a person has kept.
 * What is one person's lies in a cache of its own, emptied when they leave. A plain script: it has neither import nor export.
 */

/** Written before this file by the server. */
declare const SHELL: {
  /** Changes with what is kept. */
  readonly version: string;
  /** Style sheet, scripts and pictures, by address. */
  readonly files: readonly string[];
  /** The page that says that there is no network. */
  readonly offline: string;
  /** What a kept page says first; {day} stands for the day it was kept. */
  readonly notice: string;
};

interface WaitingEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface RequestEvent extends WaitingEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
interface OwnScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly registration: ServiceWorkerRegistration;
}

const worker = self as unknown as OwnScope;
const SHELL_CACHE = `shell-${SHELL.version}`;
const OWN_CACHE = 'own';
const KEPT_LIST = '/mon-espace/offres';
const OPPORTUNITY = /^\/(?:offres|missions)\/[0-9a-f-]{36}$/;
const OPPORTUNITY_LINKS = /href="(\/(?:offres|missions)\/[0-9a-f-]{36})[?"]/g;
/** Signing out, and erasing the account. */
const LEAVING = /^\/(?:deconnexion|mon-espace\/donnees\/effacer)/;
const MOST_KEPT = 30;
const DAY_MS = 86_400_000;

/** How often the own cache was emptied: what was being fetched meanwhile must not fill it again. */
let emptied = 0;

self.addEventListener('install', (event) => (event as WaitingEvent).waitUntil(install()));
self.addEventListener('activate', (event) => (event as WaitingEvent).waitUntil(activate()));
self.addEventListener('fetch', (event) => onFetch(event as RequestEvent));

async function install(): Promise<void> {
  const shell = await caches.open(SHELL_CACHE);
  await shell.addAll([...SHELL.files]);
  // As nobody: this page is shown to whoever holds the telephone.
  const page = await fetch(SHELL.offline, { credentials: 'omit', cache: 'reload' });
  if (!page.ok) throw new Error(`${SHELL.offline}: ${page.status}`);
  await shell.put(SHELL.offline, page);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page is asked for while this worker wakes up: nothing slower than without it.
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

function onFetch(event: RequestEvent): void {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && LEAVING.test(pathname)) event.waitUntil(forget());
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(page(event, pathname, search));
  else if (pathname.startsWith('/fichiers/')) event.respondWith(file(request, pathname));
}

/** A page: from the network, and only without it what was kept. */
async function page(event: RequestEvent, path: string, search: string): Promise<Response> {
  let answer: Response;
  try {
    answer = (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return withoutNetwork(path);
  }
  if (!answer.ok) return answer;
  const visitor = answer.headers.get('x-visitor');
  if (visitor === 'nobody') event.waitUntil(forget());
  if (visitor === 'known' && path === KEPT_LIST) event.waitUntil(keep(answer.clone()));
  if (visitor === 'known' && OPPORTUNITY.test(path) && /[?&]fait=(enregistre|retire)/.test(search)) {
    event.waitUntil(keepAgain());
  }
  return answer;
}

async function withoutNetwork(path: string): Promise<Response> {
  const own = (await caches.has(OWN_CACHE)) ? await caches.open(OWN_CACHE) : undefined;
  const kept = await own?.match(path);
  if (kept) {
    const day = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long' });
    const notice = SHELL.notice.replace('{day}', day.format(dateOf(kept)));
    return rewritten(kept, 200, (html) => html.replace(/<main [^>]*>/, (main) => main + notice));
  }
  const offline = await caches.match(SHELL.offline);
  if (!offline) return Response.error();
  const hasList = (await own?.match(KEPT_LIST)) !== undefined;
  return rewritten(offline, 503, (html) =>
    hasList ? html.replace('<div id="gardees" hidden>', '<div id="gardees">') : html,
  );
}

/** The same page with other words in it. */
async function rewritten(page: Response, status: number, change: (html: string) => string): Promise<Response> {
  const headers = new Headers(page.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(change(await page.text()), { status, headers });
}

/** Files never change under their name. Without network, a kept page of an older version is given today's style. */
async function file(request: Request, path: string): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (problem) {
    const alike = SHELL.files.find((address) => plainName(address) === plainName(path));
    const found = alike && (await caches.match(alike));
    if (found) return found;
    throw problem;
  }
}

/** '/fichiers/style-Ab3dE6gH1j.css' → '/fichiers/style.css'. */
function plainName(path: string): string {
  return path.replace(/-[\w-]{10}(?=\.\w+$)/, '');
}

/** After an offer was kept or given back: the list and its offers, as they are now. */
async function keepAgain(): Promise<void> {
  const list = await fetch(KEPT_LIST);
  if (list.ok && !list.redirected) await keep(list);
}

/** Keeps the list of kept offers and the page of each, as anybody reads it; what left the list is forgotten. */
async function keep(list: Response): Promise<void> {
  const before = emptied;
  const now = dateOf(list);
  const html = await list.clone().text();
  const own = await caches.open(OWN_CACHE);
  await own.put(KEPT_LIST, list);
  const wanted = new Set<string>();
  for (let found = OPPORTUNITY_LINKS.exec(html); found; found = OPPORTUNITY_LINKS.exec(html))
    wanted.add(found[1] ?? '');
  for (const { url } of await own.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== KEPT_LIST && !wanted.has(pathname)) await own.delete(pathname);
  }
  for (const path of [...wanted].slice(0, MOST_KEPT)) {
    const known = await own.match(path);
    if (known && now - dateOf(known) < DAY_MS) continue;
    const offer = await fetch(path, { credentials: 'omit' }).catch(() => undefined);
    if (emptied !== before) break;
    if (offer?.ok && !offer.redirected) await own.put(path, offer);
  }
  if (emptied !== before) await caches.delete(OWN_CACHE);
}

function dateOf(answer: Response): number {
  return Date.parse(answer.headers.get('date') ?? '') || 0;
}

async function forget(): Promise<void> {
  emptied += 1;
  await caches.delete(OWN_CACHE);
}
