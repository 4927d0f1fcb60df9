import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../identity/access.js';
import { NotFound } from '../../platform/errors.js';
import { Assets } from './assets.js';

/** Style sheets, scripts and pictures. */
@Controller()
export class AssetsPages {
  constructor(private readonly assets: Assets) {}

  @Get('fichiers/:name')
  @Public()
  file(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Buffer {
    const asset = this.assets.find(name);
    if (!asset) throw new NotFound('request.unknown-path', 'Ce fichier n’existe pas.');
    void reply
      .header('content-type', asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .header('cross-origin-resource-policy', 'same-origin');
    const accepted = request.headers['accept-encoding'] ?? '';
    if (/\bbr\b/.test(accepted)) {
      void reply.header('content-encoding', 'br');
      return asset.brotli;
    }
    if (/\bgzip\b/.test(accepted)) {
      void reply.header('content-encoding', 'gzip');
      return asset.gzip;
    }
    return asset.bytes;
  }
}
