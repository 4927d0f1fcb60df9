import type * as Leaflet from 'leaflet';

/** Makes the drawn map one that can be moved and enlarged. Its numbers are those of the list, and lead to it and back. */

/** Loaded before this file. */
declare const L: typeof Leaflet;

interface NumberedPoint {
  readonly number: number;
  readonly lat: number;
  readonly lng: number;
  readonly commune: string;
}
interface Town {
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
}
interface Shown {
  readonly points: readonly NumberedPoint[];
  readonly towns: readonly Town[];
  readonly tiles: string | null;
}
interface Saving {
  readonly connection?: { readonly saveData?: boolean };
}

/** Two marks closer than this, in pixels, are shown as one. */
const APART = 44;
const NAME_HEIGHT = 20;
const LETTER = 8;

const holder = document.querySelector<HTMLElement>('#carte');
const data = document.querySelector('#carte-donnees');
const template = document.querySelector<HTMLTemplateElement>('#carte-outils');
// Who asked the telephone to save data keeps the drawing.
if (holder && data?.textContent && template && !(navigator as Saving).connection?.saveData) {
  start(holder, JSON.parse(data.textContent) as Shown, template);
}

function start(place: HTMLElement, shown: Shown, tools: HTMLTemplateElement): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const canvas = document.createElement('div');
  canvas.className = shown.tiles === null ? 'live plain' : 'live';
  canvas.setAttribute('role', 'region');
  canvas.setAttribute('aria-label', 'Carte. Les flèches la bougent, plus et moins changent sa taille.');
  place.replaceChildren(canvas);
  const map = L.map(canvas, {
    zoomControl: false,
    scrollWheelZoom: false,
    attributionControl: shown.tiles !== null,
    zoomAnimation: !still,
    fadeAnimation: false,
    markerZoomAnimation: !still,
    inertia: !still,
    minZoom: 5,
    maxZoom: shown.tiles === null ? 14 : 17,
    zoomSnap: 0.5,
  });
  if (shown.tiles !== null) {
    map.attributionControl.setPrefix(false);
    L.tileLayer(shown.tiles, { attribution: sourceOf(shown.tiles) }).addTo(map);
  }
  L.control.scale({ imperial: false }).addTo(map);
  // Leaflet listens to this key only while the map itself has the focus, not what stands on it.
  canvas.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') map.closePopup();
  });
  const everything = L.latLngBounds(shown.points.map(({ lat, lng }) => [lat, lng])).pad(0.05);
  const showAll = () => map.fitBounds(everything, { padding: [36, 36], maxZoom: 11, animate: false });
  showAll();
  addTools(place, tools, {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    all: showAll,
  });
  const close = closeButton(tools);
  const names = L.layerGroup().addTo(map);
  const marks = L.layerGroup().addTo(map);
  let groups: NumberedPoint[][] = [];
  const drawMarks = () => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset['numbers']?.split(',')[0];
    marks.clearLayers();
    groups = groupsOf(map, shown.points);
    for (const group of groups) addMark(marks, group, close);
    if (focused !== undefined) markOf(Number(focused))?.focus();
  };
  const drawNames = () => {
    names.clearLayers();
    if (shown.tiles === null) addNames(map, names, groups, shown.towns);
  };
  drawMarks();
  drawNames();
  map.on('zoomend', drawMarks);
  map.on('moveend resize', drawNames);
}

/** The button of a mark's window, as the server wrote it. */
function closeButton(tools: HTMLTemplateElement): HTMLElement | null {
  const button = tools.content.querySelector('[data-tool="close"]');
  return button && (button.cloneNode(true) as HTMLElement);
}

function addTools(place: HTMLElement, tools: HTMLTemplateElement, actions: Readonly<Record<string, () => void>>): void {
  const bar = tools.content.firstElementChild?.cloneNode(true) as HTMLElement;
  for (const button of bar.querySelectorAll<HTMLElement>('button')) {
    const action = actions[button.dataset['tool'] ?? ''];
    if (action) button.addEventListener('click', action);
    else button.remove();
  }
  place.after(bar);
}

/** In the order of the list: a point joins the first mark that it would lie on. */
function groupsOf(map: Leaflet.Map, points: readonly NumberedPoint[]): NumberedPoint[][] {
  const groups: NumberedPoint[][] = [];
  for (const point of points) {
    const at = map.latLngToContainerPoint(point);
    const near = groups.find(([first]) => first && map.latLngToContainerPoint(first).distanceTo(at) < APART);
    if (near) near.push(point);
    else groups.push([point]);
  }
  return groups;
}

function addMark(layer: Leaflet.LayerGroup, group: readonly NumberedPoint[], close: HTMLElement | null): void {
  const [first] = group;
  if (!first) return;
  const numbers = group.map(({ number }) => number);
  const words = wordsOf(numbers);
  const width = Math.max(44, words.length * 10 + 20);
  const icon = L.divIcon({
    className: 'mark-button',
    html: `<span>${words}</span>`,
    iconSize: [width, 44],
    popupAnchor: [0, -16],
  });
  const marker = L.marker(first, { icon, riseOnHover: true, autoPanOnFocus: true }).addTo(layer);
  const element = marker.getElement();
  if (!element) return;
  element.dataset['numbers'] = numbers.join();
  const communes = [...new Set(group.map(({ commune }) => commune))].join(', ');
  element.setAttribute(
    'aria-label',
    `${words}, ${communes}. ${group.length > 1 ? `${group.length} lignes de la liste` : titleOf(first.number)}`,
  );
  marker.bindPopup(() => windowOf(numbers, communes, close, () => marker.closePopup()), {
    closeButton: false,
    maxWidth: 200,
    minWidth: 180,
    autoPanPadding: [12, 12],
  });
  marker.on('popupopen', (event) => {
    light(numbers, true);
    event.popup.getElement()?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  });
  marker.on('popupclose', () => {
    light(numbers, false);
    // What had the focus went with the window.
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    marker.openPopup();
  });
  for (const number of numbers) {
    const line = lineOf(number);
    line?.addEventListener('mouseenter', () => element.classList.add('on'));
    line?.addEventListener('mouseleave', () => element.classList.remove('on'));
    line?.addEventListener('focusin', () => element.classList.add('on'));
    line?.addEventListener('focusout', () => element.classList.remove('on'));
  }
}

/** What a mark holds: the links of its lines. */
function windowOf(
  numbers: readonly number[],
  communes: string,
  close: HTMLElement | null,
  onClose: () => void,
): HTMLElement {
  const content = document.createElement('div');
  const title = document.createElement('p');
  title.textContent = communes;
  const list = document.createElement('ul');
  for (const number of numbers) {
    const link = lineOf(number)?.querySelector('a')?.cloneNode(true) as HTMLElement | undefined;
    if (!link) continue;
    link.className = '';
    const line = document.createElement('li');
    line.append(`${number}. `, link);
    list.append(line);
  }
  content.append(title, list);
  if (close) {
    const button = close.cloneNode(true) as HTMLElement;
    button.addEventListener('click', onClose);
    content.append(button);
  }
  return content;
}

/** Names where there is room: first those of the marks, then of towns that help to find one's way, most populated first. */
function addNames(
  map: Leaflet.Map,
  layer: Leaflet.LayerGroup,
  groups: readonly (readonly NumberedPoint[])[],
  towns: readonly Town[],
): void {
  const screen = L.bounds([0, 0], map.getSize());
  const marks = groups.map(([first]) => boxAround(map.latLngToContainerPoint(first ?? [0, 0]), 52, 44));
  const taken = [...marks, L.bounds([0, screen.getSize().y - 40], [110, screen.getSize().y])]; // the scale
  const named = new Set<string>();
  const add = ({ name, lat, lng }: Town, away: number, look: string): boolean => {
    const at = map.latLngToContainerPoint([lat, lng]);
    const width = name.length * LETTER + 4;
    const boxes = [away, -away].map((y) => boxAround(L.point(at.x, at.y + y), width, NAME_HEIGHT));
    const box = boxes.find((one) => screen.contains(one) && !taken.some((other) => other.intersects(one)));
    if (!box || named.has(name)) return false;
    taken.push(box);
    named.add(name);
    const html = document.createElement('span');
    html.textContent = name;
    const iconAnchor = L.point(at).subtract(box.min ?? at);
    const icon = L.divIcon({ className: look, html, iconSize: [width, NAME_HEIGHT], iconAnchor });
    L.marker([lat, lng], { icon, interactive: false, keyboard: false }).addTo(layer);
    return true;
  };
  for (const [first] of groups) if (first) add({ ...first, name: first.commune }, 34, 'town-name here');
  for (const town of towns) {
    const at = map.latLngToContainerPoint(town);
    if (marks.some((mark) => mark.contains(at)) || !add(town, 14, 'town-name')) continue;
    L.circleMarker(town, { radius: 3, className: 'town-dot', interactive: false }).addTo(layer);
  }
}

function boxAround(middle: Leaflet.Point, width: number, height: number): Leaflet.Bounds {
  const half = L.point(width / 2, height / 2);
  return L.bounds(middle.subtract(half), middle.add(half));
}

/** "3", "3, 7", "3 à 6", else "3, 5…". */
function wordsOf(numbers: readonly number[]): string {
  const first = numbers[0] ?? 0;
  const last = numbers[numbers.length - 1] ?? first;
  if (numbers.length <= 2) return numbers.join(', ');
  const inRow = numbers.length > 3 && last - first === numbers.length - 1;
  return inRow ? `${first} à ${last}` : `${first}, ${numbers[1]}…`;
}

function lineOf(number: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#n${number}`);
}

function titleOf(number: number): string {
  return lineOf(number)?.querySelector('a')?.textContent ?? '';
}

function markOf(number: number): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('.mark-button')].find((mark) =>
    mark.dataset['numbers']?.split(',').includes(String(number)),
  );
}

function light(numbers: readonly number[], on: boolean): void {
  for (const number of numbers) lineOf(number)?.classList.toggle('on', on);
}

/** Whose pictures they are, as their owner asks. */
function sourceOf(tiles: string): string {
  const { hostname } = new URL(tiles.replace(/[{}]/g, ''));
  return hostname.endsWith('geopf.fr') ? 'Fond de carte : IGN' : `Fond de carte : ${hostname}`;
}
