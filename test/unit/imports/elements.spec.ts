import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from '../../../src/imports/reading/json.reader.js';
import { MAX_ELEMENT_LENGTH, type Piece } from '../../../src/imports/reading/piece.rules.js';
import { readXml } from '../../../src/imports/reading/xml.reader.js';

async function* inChunks(text: string, size: number): AsyncGenerator<string> {
  for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
}

async function all(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const found: Piece[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

const json = (text: string, size = 7) => all(readJson(inChunks(text, size)));
const xml = (text: string, size = 7) => all(readXml(inChunks(text, size), 'job'));
const raws = (pieces: Piece[]) => pieces.map((piece) => (piece.kind === 'item' ? piece.raw : piece.kind));

describe('JSON is cut into its elements as it arrives', () => {
  test('the values of a root array', async () => {
    expect(raws(await json('[{"a":1}, {"a":"]},{"} ,{"a":[1,{"b":"\\""}]}]'))).toEqual([
      { a: 1 },
      { a: ']},{' },
      { a: [1, { b: '"' }] },
    ]);
  });

  test('the first known list of a root object, whatever stands before and after it', async () => {
    const text = '{"ok":true,"meta":{"data":[9]},"resultats":[{"id":1},{"id":2}],"filtresPossibles":[{"x":1}]}';
    expect(raws(await json(text))).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('a root object without list is itself the element', async () => {
    expect(raws(await json('\uFEFF {"@type":"JobPosting","title":"x"}\n'))).toEqual([
      { '@type': 'JobPosting', title: 'x' },
    ]);
  });

  test('an empty list and an empty array have no element and no problem', async () => {
    expect(await json('{"resultats":[]}')).toEqual([]);
    expect(await json('[ ]')).toEqual([]);
  });

  test('any cut into chunks gives the same elements', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.object({ maxDepth: 3 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (items, size, wrapped) => {
          const text = JSON.stringify(wrapped ? { total: items.length, data: items } : items, null, size % 3);
          expect(raws(await json(text, size))).toEqual(JSON.parse(JSON.stringify(items)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('an element that JSON cannot read costs itself, not the next one', async () => {
    expect(await json('[{"a":1},{"a":tru},{"a":3}]')).toEqual([
      { kind: 'item', position: 1, raw: { a: 1 } },
      { kind: 'refused', position: 2, reason: 'Élément JSON illisible.' },
      { kind: 'item', position: 3, raw: { a: 3 } },
    ]);
  });

  test('a truncated file gives its whole elements, then says where it stops', async () => {
    const pieces = await json('{"resultats":[{"id":1},{"id":2},{"id":');
    expect(pieces.at(-1)).toEqual({
      kind: 'broken',
      position: 3,
      reason: 'Le fichier s’arrête au milieu de l’élément 3.',
    });
    expect(pieces).toHaveLength(3);
    expect((await json('{"resultats":[{"id":1},')).at(-1)).toMatchObject({
      kind: 'broken',
      reason: 'Le fichier s’arrête après l’élément 1, sans sa fin.',
    });
  });

  test('what is no JSON at all is said so', async () => {
    expect(await json('bonjour')).toMatchObject([{ kind: 'broken', reason: expect.stringContaining('pas du JSON') }]);
    expect(await json('')).toMatchObject([{ kind: 'broken', reason: expect.stringContaining('vide') }]);
  });

  test('deep nesting and huge elements are refused without being kept', async () => {
    const deep = `[${'['.repeat(100_000)}${']'.repeat(100_000)},{"a":1}]`;
    expect(await json(deep, 65_536)).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('imbriqué') },
      { kind: 'item' },
    ]);
    const huge = `[{"a":"${'x'.repeat(MAX_ELEMENT_LENGTH)}"},{"a":2}]`;
    expect(await json(huge, 65_536)).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('trop long') },
      { kind: 'item', raw: { a: 2 } },
    ]);
  });

  test('100 MB on one line cost no memory', async () => {
    const block = 'x'.repeat(1024 * 1024);
    async function* line(): AsyncGenerator<string> {
      yield '[{"a":"';
      for (let i = 0; i < 100; i++) yield block;
      yield '"},{"a":2}]';
    }
    const before = process.memoryUsage().heapUsed;
    const pieces = await all(readJson(line()));
    expect(pieces).toMatchObject([{ kind: 'refused' }, { kind: 'item', raw: { a: 2 } }]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60 * 1024 * 1024);
  });
});

describe('XML is cut into its elements as it arrives', () => {
  const feed = `<?xml version="1.0"?><source><publisher>P</publisher><!-- <job><title>no</title></job> -->
    <job><title><![CDATA[Maçon </job> & Cie]]></title><city>Laon</city></job>
    <job id="2"><title>A &amp; B &lt;i&gt;</title><city/></job></source>`;

  test('CDATA, comments, attributes and entities are understood, in any cut', async () => {
    for (const size of [1, 2, 7, 64, 5000]) {
      expect(raws(await xml(feed, size))).toEqual([
        { title: 'Maçon </job> & Cie', city: 'Laon' },
        { title: 'A & B <i>', city: '' },
      ]);
    }
  });

  test('a name that only begins alike is another element', async () => {
    expect(raws(await xml('<s><jobs><job><t>1</t></job></jobs><jobtype>x</jobtype></s>'))).toEqual([{ t: '1' }]);
  });

  test('the billion laughs and the theft of files end at the DOCTYPE', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><source><job><title>&b;</title></job></source>';
    expect(await xml(bomb)).toMatchObject([{ kind: 'broken', reason: expect.stringContaining('DOCTYPE') }]);
    expect(raws(await xml('<source><job><title>&xxe; &#233;</title></job></source>'))).toEqual([{ title: '&xxe; é' }]);
  });

  test('a badly closed element costs itself, a truncated file says where it stops', async () => {
    expect(await xml('<s><job><a>x</b></job><job><a>y</a></job></s>')).toMatchObject([
      { kind: 'refused', position: 1 },
      { kind: 'item', raw: { a: 'y' } },
    ]);
    expect(await xml('<s><job><a>y</a></job><job><a>')).toMatchObject([
      { kind: 'item' },
      { kind: 'broken', position: 2 },
    ]);
  });

  test('nested tags beyond reason are refused', async () => {
    const deep = `<s><job>${'<a>'.repeat(3000)}${'</a>'.repeat(3000)}</job></s>`;
    expect(await xml(deep, 4096)).toMatchObject([{ kind: 'refused' }]);
  });

  test('100 MB on one line cost no memory, inside an element or outside', async () => {
    const block = 'x'.repeat(1024 * 1024);
    async function* line(): AsyncGenerator<string> {
      yield '<s>';
      for (let i = 0; i < 50; i++) yield block;
      yield '<job><t>';
      for (let i = 0; i < 50; i++) yield block;
      yield '</t></job><job><t>2</t></job></s>';
    }
    const before = process.memoryUsage().heapUsed;
    expect(await all(readXml(line(), 'job'))).toMatchObject([
      { kind: 'refused', position: 1 },
      { kind: 'item', raw: { t: '2' } },
    ]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60 * 1024 * 1024);
  });
});
