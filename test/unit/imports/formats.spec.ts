import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readCsv } from '../../../src/imports/reading/csv.reader.js';
import { separatorOf } from '../../../src/imports/reading/csv.rules.js';
import { binaryKind, encodingOf } from '../../../src/imports/reading/encoding.rules.js';
import { contentOf, detectFormat } from '../../../src/imports/reading/format.rules.js';
import { readItems } from '../../../src/imports/reading/items.reader.js';
import type { Piece } from '../../../src/imports/reading/piece.rules.js';
import { samplePath } from './samples.js';

async function* once(text: string): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += 11) yield text.slice(i, i + 11);
}

async function all(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const found: Piece[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

describe('a format is recognised by its content', () => {
  test.each([
    ['{"resultats":[{"id":"1"}]}', 'offers', 'france-travail'],
    ['\uFEFF[{"id":"1","intitule":"x"}]', 'offers', 'france-travail'],
    ['[{"@context":"https://schema.org/","@type":"JobPosting"}]', 'offers', 'job-posting'],
    ['{"@graph":[]}', 'offers', 'job-posting'],
    ['<!DOCTYPE html><html><head>', 'offers', 'job-posting-html'],
    ['<?xml version="1.0"?><source><publisher/><job>', 'offers', 'indeed'],
    ['{"ok":true,"data":[]}', 'missions', 'engagement-json'],
    ['<?xml version="1.0"?><source><mission>', 'missions', 'engagement-xml'],
    ['Nom;Prénom\nA;B', 'candidates', 'beneficiaries-csv'],
    ['{"resultats":[]}', 'candidates', null],
    ['Nom;Prénom\nA;B', 'offers', null],
    ['<html><body>', 'missions', null],
    ['[]', 'missions', 'engagement-json'],
    ['[]', 'offers', 'france-travail'],
    ['{"resultats":[{"id":"1"}]}', 'missions', null],
    ['{"name":"a package","version":"1"}', 'missions', null],
    ['{"name":"a package","version":"1"}', 'offers', null],
    ['<source><publisher/><job>', 'missions', null],
    ['<source><mission>', 'offers', null],
  ] as const)('%s for %s is %s', (head, kind, format) => {
    expect(detectFormat(head, kind)).toBe(format);
  });
});

test.each([
  ['france-travail-offres-v2.synthetique.json', 'offers'],
  ['schema-org-jobposting.synthetique.json', 'offers'],
  ['indeed-flux.synthetique.xml', 'offers'],
  ['api-engagement-v0-missions.synthetique.json', 'missions'],
  ['api-engagement-flux.synthetique.xml', 'missions'],
  ['siret-cas-de-test.csv', null],
])('%s is known to hold %s', (name, kind) => {
  expect(contentOf(readFileSync(samplePath(name), 'utf8'))).toBe(kind);
});

test('a table of people is known by its heading', () => {
  expect(contentOf('"NOM";"Prénom";"Tél."\nA;B;0')).toBe('candidates');
  expect(contentOf('Intitulé;Commune\nA;B')).toBeNull();
});

test('a text that fits UTF-8 is UTF-8, another one is Windows-1252, a byte order mark decides first', () => {
  expect(encodingOf(new Uint8Array([0x41]), true)).toBe('utf-8');
  expect(encodingOf(new Uint8Array([0xe9]), false)).toBe('windows-1252');
  expect(encodingOf(new Uint8Array([0xff, 0xfe]), false)).toBe('utf-16le');
});

test('a workbook, a PDF and raw bytes are named for what they are', () => {
  expect(binaryKind(new Uint8Array([0x50, 0x4b, 3, 4]))).toContain('Excel');
  expect(binaryKind(new Uint8Array([0x25, 0x50, 0x44, 0x46]))).toBe('un PDF');
  expect(binaryKind(new Uint8Array(100))).toBe('un fichier binaire');
  expect(binaryKind(new TextEncoder().encode('Nom;Prénom'))).toBeNull();
});

describe('CSV', () => {
  test('the separator is the one of the heading, quotes aside', () => {
    expect(separatorOf('Nom;Prénom;Né, ou pas')).toBe(';');
    expect(separatorOf('Nom,Prénom')).toBe(',');
    expect(separatorOf('Nom\tPrénom')).toBe('\t');
    expect(separatorOf('"a;b;c;d",x')).toBe(',');
  });

  test('records come with the line they start on, blank ones left out', async () => {
    const pieces = await all(
      readCsv(once('\uFEFFNom ; Prénom\r\n"Du;pont";Léa\r\n;\r\n"Deux\r\nlignes";Bo\r\nMartin;Zoé\r\n')),
    );
    expect(pieces).toEqual([
      { kind: 'item', position: 2, raw: { Nom: 'Du;pont', Prénom: 'Léa' } },
      { kind: 'item', position: 4, raw: { Nom: 'Deux\nlignes', Prénom: 'Bo' } },
      { kind: 'item', position: 6, raw: { Nom: 'Martin', Prénom: 'Zoé' } },
    ]);
  });

  test('an unclosed quote and an endless line are told with their line', async () => {
    expect((await all(readCsv(once('a;b\n1;2\n"x;3\n')))).at(-1)).toEqual({
      kind: 'broken',
      position: 3,
      reason: 'Fichier CSV illisible à partir de la ligne 3 : guillemet ouvert et jamais fermé.',
    });
    const endless = await all(readCsv(once(`a;b\n1;2\n${'x'.repeat(100_000)}`)));
    expect(endless.at(-1)).toMatchObject({ kind: 'broken', reason: expect.stringContaining('ligne trop longue') });
  });

  test('an empty file is said to be empty', async () => {
    expect(await all(readCsv(once('')))).toMatchObject([{ kind: 'broken' }]);
  });
});

describe('JobPosting is found wherever sites put it', () => {
  const posting = { '@type': 'JobPosting', title: 'Maçon (H/F)' };

  test('in a graph, a list, an item list, and with a full type address', async () => {
    const graph = JSON.stringify({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, posting] });
    const list = JSON.stringify({
      '@type': 'ItemList',
      itemListElement: [{ '@type': 'ListItem', item: { ...posting, '@type': ['https://schema.org/JobPosting'] } }],
    });
    expect(await all(readItems('job-posting', once(graph)))).toMatchObject([{ kind: 'item', raw: posting }]);
    expect(await all(readItems('job-posting', once(list)))).toMatchObject([
      { kind: 'item', raw: { title: 'Maçon (H/F)' } },
    ]);
  });

  test('in a web page; a damaged block does not hide the others', async () => {
    const page = `<html><head><script type="application/ld+json">{oops</script>
      <script type='application/ld+json' id="x">${JSON.stringify(posting)}</script></head></html>`;
    expect(await all(readItems('job-posting-html', once(page)))).toMatchObject([
      { kind: 'refused', position: 1 },
      { kind: 'item', raw: posting },
    ]);
  });

  test('a page without any says so', async () => {
    expect(await all(readItems('job-posting-html', once('<html></html>')))).toMatchObject([
      { kind: 'broken' },
      { kind: 'broken' },
    ]);
  });
});
