import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../identity/access.js';
import { Config } from '../platform/config/config.js';
import { Forbidden } from '../platform/errors.js';
import { Metrics } from '../platform/metrics.js';

/** Figures for Prometheus, to whoever has the token, or to this machine when none is set. */
@Controller()
export class MetricsApi {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  @Get('metrics')
  @Public()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.mayRead(request)) throw new Forbidden('metrics.forbidden', 'Les mesures ne sont pas publiques.');
    const { contentType, text } = await this.metrics.expose();
    await reply.type(contentType).send(text);
  }

  private mayRead(request: FastifyRequest): boolean {
    const token = this.config.metricsToken;
    if (token === '') return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
