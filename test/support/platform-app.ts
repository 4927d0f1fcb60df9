import 'reflect-metadata';
import { Global, type INestApplicationContext, Module, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Config } from '../../src/platform/config/config.js';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { readEnvironment } from '../../src/platform/config/environment.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { type Reaction, Reactions } from '../../src/platform/events/reactions.js';
import { Schedule, type ScheduledJob } from '../../src/platform/jobs/scheduler.js';
import { PlatformModule } from '../../src/platform/platform.module.js';

/** The platform alone, with the reactions, the schedule and the processors of a test. */
export async function platformApp(options: {
  databaseUrl: string;
  namespace: string;
  redisUrl?: string | undefined;
  reactions?: readonly Reaction[];
  schedule?: readonly ScheduledJob[];
  providers?: readonly Provider[];
}): Promise<INestApplicationContext> {
  const read = readEnvironment({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    SECRET: 'a secret that only the tests use, not a secret',
    DATABASE_URL: options.databaseUrl,
    REDIS_URL: options.redisUrl,
    MEILI_INDEX_PREFIX: options.namespace,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));

  @Global()
  @Module({
    providers: [
      { provide: Reactions, useValue: { list: options.reactions ?? [] } },
      { provide: Schedule, useValue: { list: options.schedule ?? [] } },
      ...(options.providers ?? []),
    ],
    exports: [Reactions, Schedule],
  })
  class InstanceModule {}

  @Module({
    imports: [ConfigModule.with(new Config(read.environment)), InstanceModule, DatabaseModule, PlatformModule],
  })
  class PlatformTestModule {}

  return NestFactory.createApplicationContext(PlatformTestModule, { logger: false });
}
