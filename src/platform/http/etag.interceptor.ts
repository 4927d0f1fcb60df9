import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** An answer that has a `version` carries it as its entity tag, for the next If-Match. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        const version =
          answer !== null && typeof answer === 'object' ? (answer as { version?: unknown }).version : undefined;
        if (typeof version === 'number') void reply.header('etag', `"${version}"`);
        return answer;
      }),
    );
  }
}
