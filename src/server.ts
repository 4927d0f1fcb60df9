import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import { serveApiDocs } from './api/openapi.js';
import type { Clock } from './platform/clock.js';
import type { Config } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { EtagInterceptor } from './platform/http/etag.interceptor.js';
import { IdempotencyInterceptor } from './platform/http/idempotency.interceptor.js';
import { refuseOtherMethods } from './platform/http/known-routes.js';
import { Log } from './platform/logger.js';
import { Metrics } from './platform/metrics.js';
import { PageFilter } from './web/kit/page.filter.js';

const MAX_BODY_BYTES = 1024 * 1024;
const REQUESTS_A_MINUTE = 600;
/** Answers are made for one person: a quick brotli is smaller than a slow gzip. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** The web process, ready to listen. */
export async function createServer(config: Config, clock?: Clock): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: config.trustProxy,
    genReqId: () => randomUUID(), // drawn from a stock of randomness: newId asks the system each time
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, clock), adapter, {
    bufferLogs: true,
    rawBody: true, // signatures of providers cover the bytes as they came
  });
  await prepareServer(app);
  return app;
}

/** What every server has, in production and in tests: problems, entity tags, idempotency, limits, request logs. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  const log = app.get(Log);
  app.useLogger(log);
  app.useGlobalFilters(app.get(PageFilter));
  app.useGlobalInterceptors(new IdempotencyInterceptor(app.get(Database)), new EtagInterceptor());
  refuseOtherMethods(app.getHttpAdapter().getInstance());
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: BROTLI } });
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
    allowList: (request) =>
      ['/health', '/ready', '/metrics'].includes(request.url) || request.url.startsWith('/callbacks/'),
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  observe(app, log);
  serveApiDocs(app);
}

/** One log line and one measure a request, by route pattern: an address may carry what a person typed. */
function observe(app: NestFastifyApplication, log: Log): void {
  const metrics = app.get(Metrics);
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onSend', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    void reply.header('x-content-type-options', 'nosniff');
    void reply.header('referrer-policy', 'same-origin');
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestAnswered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    log.info('request', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}
