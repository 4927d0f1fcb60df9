import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, type RawBodyRequest, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '../identity/access.js';
import { ProviderCallbacksService } from '../notifications/provider-callbacks.service.js';

/** Addresses that providers of SMS call: delivery receipts and people's answers. Each call proves who is calling. */
@Controller('callbacks/sms')
export class ProviderCallbacksApi {
  constructor(private readonly callbacks: ProviderCallbacksService) {}

  @Get('ovhcloud/:secret')
  @Public()
  @HttpCode(204)
  ovhCloud(@Param('secret') secret: string, @Query() query: unknown): Promise<void> {
    return this.callbacks.ovhCloud(secret, query);
  }

  @Post('ovhcloud/:secret')
  @Public()
  @HttpCode(204)
  ovhCloudPost(
    @Param('secret') secret: string,
    @Query() query: object,
    @Body() body: object | undefined,
  ): Promise<void> {
    return this.callbacks.ovhCloud(secret, { ...query, ...body });
  }

  @Get('ovhcloud/:secret/inbound')
  @Public()
  @HttpCode(204)
  ovhCloudInbound(@Param('secret') secret: string, @Query() query: unknown): Promise<void> {
    return this.callbacks.ovhCloudInbound(secret, query);
  }

  @Post('ovhcloud/:secret/inbound')
  @Public()
  @HttpCode(204)
  ovhCloudInboundPost(
    @Param('secret') secret: string,
    @Query() query: object,
    @Body() body: object | undefined,
  ): Promise<void> {
    return this.callbacks.ovhCloudInbound(secret, { ...query, ...body });
  }

  /** The signature covers the bytes as they came, so they are read before they are parsed. */
  @Post('http')
  @Public()
  @HttpCode(204)
  httpJson(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Headers('x-timestamp') timestamp: string | undefined,
    @Headers('x-signature') signature: string | undefined,
  ): Promise<void> {
    return this.callbacks.httpJson({ timestamp, signature }, request.rawBody?.toString('utf8') ?? '');
  }
}
