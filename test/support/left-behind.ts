import type { TestApp } from './test-app.js';

/** Rows in which these words stand, in any table of the database, those of the queues among them. */
export async function tablesWith(app: TestApp, words: string): Promise<string[]> {
  const tables = await app.database.query<{ schema: string; name: string }>(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const [row] = await app.database.query<{ text: string }>(
      `SELECT t::text AS text FROM "${schema}"."${name}" t WHERE strpos(t::text, $1) > 0 LIMIT 1`,
      [words],
    );
    if (row) found.push(`${schema}.${name}: ${row.text.slice(0, 200)}`);
  }
  return found;
}

/** Indexes of the search engine with a document in which these words stand. */
export async function indexesWith(app: TestApp, words: string): Promise<string[]> {
  const { url, key, prefix } = app.config.meili;
  const ask = async <T>(path: string) =>
    (await (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } })).json()) as T;
  const { results } = await ask<{ results: { uid: string }[] }>('/indexes?limit=1000');
  const own = results.map(({ uid }) => uid).filter((uid) => uid.startsWith(prefix));
  const found: string[] = [];
  for (const uid of own) {
    const documents = await ask<unknown>(`/indexes/${uid}/documents?limit=1000`);
    if (JSON.stringify(documents).includes(words)) found.push(uid);
  }
  return found;
}
