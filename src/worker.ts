import 'reflect-metadata';
import { createServer as createHttpServer } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { configFromProcess } from './platform/config/config.js';
import { readSettingsFile } from './platform/config/shell.js';
import { JobWorkers } from './platform/jobs/job-workers.js';
import { Scheduler } from './platform/jobs/scheduler.js';
import { Log } from './platform/logger.js';
import { Metrics } from './platform/metrics.js';
import { mayReadMetrics } from './platform/metrics-access.js';
import { SearchService } from './search/search.service.js';

/** The worker process: jobs, schedule and outbox. */
readSettingsFile('.env');
const config = configFromProcess();
const app = await NestFactory.createApplicationContext(AppModule.with(config), { bufferLogs: true });
const log = app.get(Log);
app.useLogger(log);
app.enableShutdownHooks(undefined, { useProcessExit: true });
await app.get(SearchService, { strict: false }).ensureIndex();
await app.get(JobWorkers).start();
await app.get(Scheduler).start();

const metrics = app.get(Metrics);
const monitor = createHttpServer((request, response) => {
  if (request.url === '/health') {
    response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
  } else if (request.url === '/metrics') {
    const caller = { authorization: request.headers.authorization, ip: request.socket.remoteAddress };
    if (!mayReadMetrics(config.metricsToken, caller)) return void response.writeHead(403).end();
    metrics.expose().then(
      ({ contentType, text }) => response.setHeader('content-type', contentType).end(text),
      () => response.writeHead(500).end(),
    );
  } else {
    response.writeHead(404).end();
  }
});
monitor.listen(config.workerPort, config.host);
monitor.unref();
log.info('worker.started', { port: config.workerPort });
