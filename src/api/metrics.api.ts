import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../identity/access.js';
import { Config } from '../platform/config/config.js';
import { Forbidden } from '../platform/errors.js';
import { Metrics } from '../platform/metrics.js';
import { mayReadMetrics } from '../platform/metrics-access.js';

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
    const caller = { authorization: request.headers.authorization, ip: request.ip };
    if (!mayReadMetrics(this.config.metricsToken, caller))
      throw new Forbidden('metrics.forbidden', 'Les mesures ne sont pas publiques.');
    const { contentType, text } = await this.metrics.expose();
    await reply.type(contentType).send(text);
  }
}
