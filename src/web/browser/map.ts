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
    fadeAnimation: !still,
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
  const everything = L.latLngBounds(shown.points.map(({ lat, lng }) => [lat, lng])).pad(0.05);
  const showAll = () => map.fitBounds(everything, { padding: [36, 36], maxZoom: 12, animate: false });
  showAll();
  addTools(place, tools, {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    all: showAll,
  });
  const layer = L.layerGroup().addTo(map);
  const redraw = () => drawOn(map, layer, shown, closeButton(tools));
  map.on('zoomend', redraw);
  redraw();
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

function drawOn(map: Leaflet.Map, layer: Leaflet.LayerGroup, shown: Shown, close: HTMLElement | null): void {
  const focused = (document.activeElement as HTMLElement | null)?.dataset['numbers']?.split(',')[0];
  layer.clearLayers();
  const groups = groupsOf(map, shown.points);
  for (const group of groups) addMark(layer, group, close);
  if (shown.tiles === null) addNames(map, layer, groups, shown.towns);
  if (focused !== undefined) markOf(Number(focused))?.focus();
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
  const icon = L.divIcon({ className: 'mark-button', html: `<span>${words}</span>`, iconSize: [width, 44] });
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
    maxWidth: 240,
    minWidth: 200,
    autoPanPadding: [12, 12],
  });
  marker.on('popupopen', (event) => {
    light(numbers, true);
    event.popup.getElement()?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  });
  marker.on('popupclose', (event) => {
    light(numbers, false);
    if (event.popup.getElement()?.contains(document.activeElement)) element.focus({ preventScroll: true });
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

/** Names of communes, most populated first, where there is room. */
function addNames(
  map: Leaflet.Map,
  layer: Leaflet.LayerGroup,
  groups: readonly (readonly NumberedPoint[])[],
  towns: readonly Town[],
): void {
  const taken = groups.map(([first]) => boxAround(map.latLngToContainerPoint(first ?? [0, 0]), 48, 48));
  for (const town of towns) {
    const at = map.latLngToContainerPoint(town);
    const width = town.name.length * LETTER;
    const under = taken.some((box) => box.contains(at));
    const away = under ? 32 : 14;
    const spot = [L.point(at.x, at.y + away), L.point(at.x, at.y - away)].find(
      (middle) => !taken.some((box) => box.intersects(boxAround(middle, width, NAME_HEIGHT))),
    );
    if (!spot) continue;
    taken.push(boxAround(spot, width, NAME_HEIGHT));
    const label = document.createElement('span');
    label.textContent = town.name;
    const icon = L.divIcon({
      className: under ? 'town-name under' : 'town-name',
      html: label,
      iconSize: [width, NAME_HEIGHT],
      iconAnchor: [width / 2, NAME_HEIGHT / 2 - (spot.y - at.y)],
    });
    L.marker(town, { icon, interactive: false, keyboard: false }).addTo(layer);
    if (!under) L.circleMarker(town, { radius: 3, className: 'town-dot', interactive: false }).addTo(layer);
  }
}

function boxAround(middle: Leaflet.Point, width: number, height: number): Leaflet.Bounds {
  const half = L.point(width / 2, height / 2);
  return L.bounds(middle.subtract(half), middle.add(half));
}

/** "3", "3, 7", "3 à 6", else "3 +4". */
function wordsOf(numbers: readonly number[]): string {
  const first = numbers[0] ?? 0;
  const last = numbers[numbers.length - 1] ?? first;
  if (numbers.length <= 2) return numbers.join(', ');
  const inRow = numbers.length > 3 && last - first === numbers.length - 1;
  return inRow ? `${first} à ${last}` : `${first} +${numbers.length - 1}`;
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
