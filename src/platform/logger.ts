import { Injectable, type LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';
import { Config } from './config/config.js';
import { DomainError } from './errors.js';

type Fields = Readonly<Record<string, unknown>>;

/** Structured logs: one JSON line an event, named like events, with identifiers and figures, never personal data. */
@Injectable()
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(config: Config) {
    // Lines are written beside the work, a few at a time; the last ones are written before the process ends.
    const destination = pino.destination({ dest: 1, sync: false });
    process.once('exit', () => flushQuietly(destination));
    this.pino = pino(
      { level: config.logLevel, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
      destination,
    );
  }

  debug(event: string, fields?: unknown): void {
    this.pino.debug(clean(fields), event);
  }

  info(event: string, fields?: unknown): void {
    this.pino.info(clean(fields), event);
  }

  warn(event: string, fields?: unknown): void {
    this.pino.warn(clean(fields), event);
  }

  error(event: string, fields?: unknown): void {
    this.pino.error(clean(fields), event);
  }

  /** Nest's own lines about its start are of no use to an operator. */
  log(event: string, fields?: unknown): void {
    this.pino.debug(clean(fields), event);
  }
}

/** Nothing more can be done for a line when its output is gone. */
function flushQuietly(destination: { flushSync(): void }): void {
  try {
    destination.flushSync();
  } catch {
    // the output was closed, or never opened
  }
}

function clean(fields: unknown): Fields {
  if (typeof fields === 'string') return { context: fields };
  if (fields instanceof Error) return { error: describe(fields) };
  if (fields === null || typeof fields !== 'object') return {};
  const { error, ...rest } = fields as Record<string, unknown>;
  return error === undefined ? rest : { ...rest, error: describe(error) };
}

/** The kind, the code and the place of an error. A message of the database may quote a row, so it stays out. */
function describe(error: unknown): unknown {
  if (error instanceof DomainError) return { kind: error.name, code: error.code };
  if (!(error instanceof Error)) return String(error);
  const code = (error as { code?: unknown }).code;
  const fromDatabase = 'driverError' in error;
  return {
    kind: error.name,
    code,
    message: fromDatabase ? undefined : error.message,
    stack: fromDatabase ? undefined : error.stack,
  };
}
