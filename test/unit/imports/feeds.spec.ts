import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FeedDownloadGateway } from '../../../src/imports/reading/feed-download.gateway.js';
import { openFeed } from '../../../src/imports/reading/feed-text.js';
import { isPublicAddress } from '../../../src/imports/reading/public-address.js';
import { Config } from '../../../src/platform/config/config.js';
import { readEnvironment } from '../../../src/platform/config/environment.js';

const folder = mkdtempSync(join(tmpdir(), 'feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function textOf(path: string, maxBytes = 1e8): Promise<string> {
  const feed = await openFeed(path, maxBytes);
  let text = '';
  for await (const chunk of feed.chunks()) text += chunk;
  return text;
}

describe('a file is read whatever its encoding', () => {
  test.each([
    ['UTF-8', Buffer.from('é;œ')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFé;œ')],
    ['Windows-1252', Buffer.from([0xe9, 0x3b, 0x9c])],
    ['UTF-16', Buffer.from('\uFEFFé;œ', 'utf16le')],
    ['gzip', gzipSync('é;œ')],
  ])('%s', async (name, bytes) => {
    expect(await textOf(written(name, bytes))).toBe('é;œ');
  });

  test('a UTF-8 file cut in the middle of a letter is still UTF-8', async () => {
    const feed = await openFeed(written('cut', Buffer.from('é;é').subarray(0, 4)), 1e6);
    expect(feed.encoding).toBe('utf-8');
  });

  test('a workbook, a missing file, a folder and raw bytes are refused with their reason', async () => {
    await expect(textOf(written('x.csv', Buffer.from([0x50, 0x4b, 3, 4, 0])))).rejects.toThrow('Excel');
    await expect(textOf(join(folder, 'nothing'))).rejects.toThrow('introuvable');
    await expect(textOf(folder)).rejects.toThrow('pas un fichier');
    await expect(textOf(written('zero', Buffer.alloc(1000)))).rejects.toThrow('binaire');
  });

  test('a gzip bomb stops at the limit, a damaged archive is said to be damaged', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(50_000);
    await expect(textOf(written('bomb.gz', bomb), 1024 * 1024)).rejects.toThrow('plus de 1 Mo');
    await expect(textOf(written('half.gz', gzipSync('a;b'.repeat(10_000)).subarray(0, 30)))).rejects.toThrow(
      'endommagé',
    );
  });
});

test.each([
  ['8.8.8.8', true],
  ['2001:4860:4860::8888', true],
  ['127.0.0.1', false],
  ['10.0.0.1', false],
  ['172.16.4.4', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['224.0.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', true],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['not an address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

describe('a download', () => {
  let server: Server;
  let base = '';
  const routes: Record<string, RequestListener> = {
    '/feed': (_, answer) => answer.end('[{"id":1}]'),
    '/once': (_, answer) => answer.writeHead(302, { location: '/feed' }).end(),
    '/loop': (_, answer) => answer.writeHead(302, { location: '/loop' }).end(),
    '/inside': (_, answer) => answer.writeHead(301, { location: 'http://169.254.169.254/latest' }).end(),
    '/name': (_, answer) => answer.writeHead(301, { location: `http://localhost:${new URL(base).port}/feed` }).end(),
    '/scheme': (_, answer) => answer.writeHead(301, { location: 'file:///etc/passwd' }).end(),
    '/large': (_, answer) => answer.end('x'.repeat(3 * 1024 * 1024)),
    '/gone': (_, answer) => answer.writeHead(404).end(),
  };

  beforeAll(async () => {
    server = createServer((question, answer) => routes[question.url ?? '']?.(question, answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  function gateway(allowed: string): FeedDownloadGateway {
    const read = readEnvironment({
      SECRET: 'x'.repeat(32),
      DATABASE_URL: 'postgres://localhost/x',
      IMPORT_ALLOWED_HOSTS: allowed,
      IMPORT_MAX_MEGABYTES: '1',
    });
    if (!read.ok) throw new Error(read.problems.join());
    return new FeedDownloadGateway(new Config(read.environment));
  }

  const target = join(folder, 'downloaded');
  const fetched = async (address: string, allowed = '127.0.0.1') => {
    await gateway(allowed).download(address, target);
    return textOf(target);
  };

  test('is kept, redirects included', async () => {
    expect(await fetched(`${base}/feed`)).toBe('[{"id":1}]');
    expect(await fetched(`${base}/once`)).toBe('[{"id":1}]');
  });

  test.each([
    'http://127.0.0.1/x',
    'http://[::1]/x',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest',
    'http://localhost:1/x',
  ])('from %s is refused', async (address) => {
    await expect(fetched(address, '')).rejects.toMatchObject({ code: 'import.internal-address' });
  });

  test.each(['file:///etc/passwd', 'ftp://exemple.invalid/', 'http://a:b@exemple.invalid/', 'feed.json'])(
    'of %s is refused',
    async (address) => {
      await expect(fetched(address)).rejects.toMatchObject({ code: 'import.address-refused' });
    },
  );

  test('that is sent on to an internal address or another scheme is refused at that step', async () => {
    await expect(fetched(`${base}/inside`)).rejects.toMatchObject({ code: 'import.internal-address' });
    await expect(fetched(`${base}/name`)).rejects.toMatchObject({ code: 'import.internal-address' });
    await expect(fetched(`${base}/scheme`)).rejects.toMatchObject({ code: 'import.address-refused' });
    await expect(fetched(`${base}/loop`)).rejects.toMatchObject({ code: 'import.too-many-redirects' });
  });

  test('that is too large or answers an error is refused', async () => {
    await expect(fetched(`${base}/large`)).rejects.toMatchObject({ code: 'import.file-too-large' });
    await expect(fetched(`${base}/gone`)).rejects.toMatchObject({ code: 'import.download-failed' });
  });
});
