import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Dispatcher, Pool } from 'undici';
import { Config } from '../platform/config/config.js';
import { ExternalFailure } from '../platform/errors.js';
import { RECENCY } from './documents.rules.js';
import { meilisearchFilter } from './meilisearch-filter.rules.js';
import { meilisearchSettings, sameSettings } from './meilisearch-settings.rules.js';
import {
  type Hit,
  type IndexAnswer,
  type IndexedDocument,
  type IndexQuery,
  type IndexSettings,
  SearchIndex,
  type TaskId,
} from './search-index.js';

interface MeilisearchAnswer {
  readonly hits: readonly Hit[];
  readonly estimatedTotalHits: number;
  readonly facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface MeilisearchTask {
  readonly uid: number;
  readonly status: 'enqueued' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A search answers in milliseconds or is given up: PostgreSQL answers instead. */
const SEARCH_TIMEOUT_MS = 2_000;
const ADMIN_TIMEOUT_MS = 30_000;
/** Waits between two looks at a task, in milliseconds. */
const LOOKS = [3, 5, 10, 20, 50, 100, 200];

/**
 * Meilisearch over its HTTP API, on a pool of kept connections. The official client asks for compressed answers, which
 * costs 42 ms a call (small writes against delayed acknowledgements); asking for plain ones through undici costs 1 ms.
 */
@Injectable()
export class MeilisearchGateway extends SearchIndex implements OnApplicationShutdown {
  private readonly pool: Pool;
  private readonly basePath: string;
  private readonly headers: Record<string, string>;

  constructor(config: Config) {
    super();
    const url = new URL(config.meili.url);
    this.basePath = url.pathname.replace(/\/+$/, '');
    this.pool = new Pool(url.origin, { connections: 32, keepAliveTimeout: 30_000, connectTimeout: 1_000 });
    this.headers = { 'accept-encoding': 'identity', 'content-type': 'application/json' };
    if (config.meili.key !== '') this.headers.authorization = `Bearer ${config.meili.key}`;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.close();
  }

  async search(index: string, queries: readonly IndexQuery[]): Promise<IndexAnswer[]> {
    const [only] = queries;
    if (only && queries.length === 1) {
      const answer = await this.call<MeilisearchAnswer>('POST', `/indexes/${index}/search`, searchBody(only));
      return [indexAnswer(answer)];
    }
    const body = { queries: queries.map((query) => ({ indexUid: index, ...searchBody(query) })) };
    const { results } = await this.call<{ results: MeilisearchAnswer[] }>('POST', '/multi-search', body);
    return results.map(indexAnswer);
  }

  async write(index: string, documents: readonly IndexedDocument[], removed: readonly string[]): Promise<TaskId[]> {
    const tasks: TaskId[] = [];
    if (documents.length > 0) {
      tasks.push(await this.task('POST', `/indexes/${index}/documents?primaryKey=id`, documents));
    }
    if (removed.length > 0) tasks.push(await this.task('POST', `/indexes/${index}/documents/delete-batch`, removed));
    return tasks;
  }

  async settled(tasks: readonly TaskId[], seconds = 120): Promise<void> {
    if (tasks.length === 0) return;
    const wanted = `/tasks?limit=${tasks.length}&uids=${tasks.join(',')}`;
    let waited = 0;
    for (let look = 0; ; look++) {
      const { results } = await this.call<{ results: MeilisearchTask[] }>('GET', wanted);
      const failed = results.find((task) => task.status === 'failed' || task.status === 'canceled');
      if (failed)
        throw failure('search.task-failed', failed.error?.message ?? failed.status, { code: failed.error?.code });
      if (results.length === tasks.length && results.every((task) => task.status === 'succeeded')) return;
      if (waited > seconds * 1000) throw failure('search.task-too-slow', `after ${seconds} s`);
      const pause = LOOKS[Math.min(look, LOOKS.length - 1)] ?? 200;
      await new Promise((resolve) => setTimeout(resolve, pause));
      waited += pause;
    }
  }

  async exists(index: string): Promise<boolean> {
    return (await this.find(`/indexes/${index}`)) !== undefined;
  }

  async isReady(index: string, settings: IndexSettings): Promise<boolean> {
    const current = await this.find<Record<string, unknown>>(`/indexes/${index}/settings`);
    return current !== undefined && sameSettings(current, meilisearchSettings(settings));
  }

  async prepare(index: string, settings: IndexSettings): Promise<void> {
    if (!(await this.exists(index))) {
      await this.settled([await this.task('POST', '/indexes', { uid: index, primaryKey: 'id' })]);
    }
    const task = await this.task('PATCH', `/indexes/${index}/settings`, meilisearchSettings(settings));
    await this.settled([task], 600);
  }

  async swap(one: string, other: string): Promise<void> {
    await this.settled([await this.task('POST', '/swap-indexes', [{ indexes: [one, other] }])], 600);
  }

  async drop(index: string): Promise<void> {
    if (!(await this.exists(index))) return;
    await this.settled([await this.task('DELETE', `/indexes/${index}`)], 600);
  }

  async names(prefix: string): Promise<string[]> {
    const { results } = await this.call<{ results: { uid: string }[] }>('GET', '/indexes?limit=1000');
    return results.map((index) => index.uid).filter((uid) => uid.startsWith(prefix));
  }

  async versions(
    index: string,
    which: { ids: readonly string[] } | { offset: number; limit: number },
  ): Promise<IndexedDocument[]> {
    const slice = 'ids' in which ? { ids: which.ids, limit: which.ids.length } : which;
    const body = { ...slice, fields: ['id', 'version'] };
    const { results } = await this.call<{ results: IndexedDocument[] }>(
      'POST',
      `/indexes/${index}/documents/fetch`,
      body,
      ADMIN_TIMEOUT_MS,
    );
    return results;
  }

  private async task(method: Dispatcher.HttpMethod, path: string, body?: unknown): Promise<TaskId> {
    return (await this.call<{ taskUid: number }>(method, path, body, ADMIN_TIMEOUT_MS)).taskUid;
  }

  /** What is at this path, or undefined when there is nothing. */
  private async find<T>(path: string): Promise<T | undefined> {
    const answer = await this.request('GET', path, undefined, ADMIN_TIMEOUT_MS);
    return answer.status === 404 ? undefined : this.accepted<T>(answer);
  }

  private async call<T>(
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
    timeout = SEARCH_TIMEOUT_MS,
  ): Promise<T> {
    return this.accepted<T>(await this.request(method, path, body, timeout));
  }

  private accepted<T>(answer: { status: number; text: string }): T {
    if (answer.status < 300) return JSON.parse(answer.text) as T;
    // The answer may quote the query: its code alone is kept.
    const code = /"code":\s*"([a-z_]+)"/.exec(answer.text)?.[1] ?? String(answer.status);
    throw failure(answer.status === 404 ? 'search.index-missing' : 'search.refused', code);
  }

  private async request(method: Dispatcher.HttpMethod, path: string, body: unknown, timeout: number) {
    try {
      const answer = await this.pool.request({
        method,
        path: this.basePath + path,
        headers: this.headers,
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: timeout,
        bodyTimeout: timeout,
      });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch (error) {
      throw failure('search.unreachable', error instanceof Error ? error.name : 'unknown');
    }
  }
}

function failure(code: string, reason: string, details: Record<string, unknown> = {}): ExternalFailure {
  return new ExternalFailure(code, 'Le moteur de recherche ne répond pas comme il faut.', { reason, ...details });
}

function searchBody(query: IndexQuery): Record<string, unknown> {
  return {
    q: query.text,
    filter: meilisearchFilter(query.conditions),
    facets: query.facets,
    sort: query.order === 'recent' ? [`${RECENCY}:desc`] : undefined,
    offset: query.offset,
    limit: query.limit,
    attributesToRetrieve: query.fields,
    matchingStrategy: 'all',
  };
}

function indexAnswer(answer: MeilisearchAnswer): IndexAnswer {
  return { hits: answer.hits, total: answer.estimatedTotalHits, facets: answer.facetDistribution ?? {} };
}
