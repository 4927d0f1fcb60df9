import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** The dependency law: a module imports only modules that stand before it. */
const ORDER = [
  ...[
    'platform',
    'geo',
    'occupations',
    'notifications',
    'identity',
    'organisations',
    'opportunities',
    'offers',
    'missions',
    'candidates',
    'applications',
  ],
  ...['search', 'matching', 'alerts', 'hotline', 'outreach', 'imports', 'statistics', 'api', 'web'],
];
/** Root files, the command line and the demonstration assemble everything; `local` starts services and knows the platform alone. */
const ASSEMBLY = ['', 'cli', 'demo'];
const SHARED_ROLES = /\.(module|service|queries|schema|rules|events|jobs|guard)\.js$/;
const IDENTITY_DECORATORS = [
  ...['access.js', 'principal.js', 'route-check.js'],
  ...['visitor.js', 'permissions.js', 'csrf.js', 'cookies.js'],
];

const SRC = join(process.cwd(), 'src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const sources = files.map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));
const moduleOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');
const imports = sources.flatMap(({ file, text }) =>
  [
    ...text.matchAll(/^(import|export)\s+(type\s+)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm),
  ].map((match) => ({
    file,
    typeOnly: match[2] !== undefined,
    target: match[3] ?? match[4] ?? match[5] ?? '',
  })),
);
const inside = imports
  .filter(({ target }) => target.startsWith('.'))
  .map((edge) => ({ ...edge, to: relative(SRC, normalize(join(SRC, dirname(edge.file), edge.target))) }))
  .filter(({ to }) => !to.startsWith('..'));
const show = (edges: readonly { file: string; target: string }[]) =>
  edges.map(({ file, target }) => `${file} → ${target}`);
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('the dependency law', () => {
  it('knows every folder of src', () => {
    const known = [...ORDER, ...ASSEMBLY, 'local'];
    expect(files.map(moduleOf).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('lets a module import only those before it', () => {
    const wrong = inside.filter(({ file, to }) => {
      const [from, target] = [moduleOf(file), moduleOf(to)];
      if (ASSEMBLY.includes(from) || from === target) return false;
      if (from === 'local') return target !== 'platform';
      return ORDER.indexOf(target) === -1 || ORDER.indexOf(target) > ORDER.indexOf(from);
    });
    expect(show(wrong)).toEqual([]);
  });

  it('opens only the shared roles of a module to the others', () => {
    const wrong = inside.filter(({ file, to, typeOnly }) => {
      const [from, target] = [moduleOf(file), moduleOf(to)];
      if (from === target || target === 'platform' || ASSEMBLY.includes(from) || from === 'local') return false;
      if (SHARED_ROLES.test(to) || (typeOnly && /\.entity\.js$/.test(to))) return false;
      // A row of a kind has the columns that both kinds have alike (decision 7).
      if (to === 'opportunities/opportunity.entity.js' && file.endsWith('.entity.ts')) return false;
      return !(target === 'identity' && IDENTITY_DECORATORS.includes(basename(to)));
    });
    expect(show(wrong)).toEqual([]);
  });

  it('keeps rules and schemas pure', () => {
    const pure = (target: string) =>
      target === 'zod' || /\.(rules|schema|data)\.js$/.test(target) || /platform\/lang\//.test(target);
    const allowed = ['libphonenumber-js/max', 'he'];
    const wrong = imports.filter(
      ({ file, target, typeOnly }) =>
        /\.(rules|schema)\.tsx?$/.test(file) && !typeOnly && !pure(target) && !allowed.includes(target),
    );
    expect(show(wrong)).toEqual([]);
  });

  const where: [string, RegExp][] = [
    ['typeorm', /\.(entity|repository|queries)\.ts$|^platform\/(database|events)\//],
    ['bullmq', /^platform\/jobs\//],
    ['ioredis', /^platform\/jobs\//],
    ['meilisearch', /^search\/meilisearch\.gateway\.ts$/],
  ];
  it.each(where)('keeps %s where it belongs', (library, home) => {
    const wrong = imports.filter(
      ({ file, target }) => (target === library || target.startsWith(`${library}/`)) && !home.test(file),
    );
    expect(show(wrong)).toEqual([]);
  });

  it('reads the environment and the clock in one place each', () => {
    const wrong = sources.filter(
      ({ file, text }) =>
        (/process\.env\b/.test(code(text)) && !file.startsWith('platform/config/')) ||
        (/new Date\(|Date\.now\(/.test(code(text)) && !/^platform\/(clock|lang\/day)\.ts$/.test(file)),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it('lets nothing import the api or the pages, and nobody use forwardRef', () => {
    const wrong = inside.filter(
      ({ file, to }) =>
        /^(api|web)\//.test(to) && !ASSEMBLY.includes(moduleOf(file)) && moduleOf(file) !== moduleOf(to),
    );
    expect(show(wrong)).toEqual([]);
    expect(sources.filter(({ text }) => text.includes('forwardRef')).map(({ file }) => file)).toEqual([]);
  });

  it('keeps files short: 300 lines, 400 for views and templates', () => {
    const long = sources.filter(
      ({ file, text }) =>
        text.split('\n').length > (/\.(view|template)\.tsx?$/.test(file) ? 400 : 300) && !file.endsWith('.data.ts'),
    );
    expect(long.map(({ file }) => file)).toEqual([]);
  });
});
