import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ALLOW, PUBLIC } from './access.js';

export interface Route {
  readonly controller: string;
  readonly handler: string;
  readonly open: boolean;
  readonly permission: unknown;
  readonly method: (...args: never[]) => unknown;
}

/** Refuses to start when a route says neither @Allow nor @Public. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Every handler of every controller. */
  routes(): Route[] {
    return this.discovery.getControllers().flatMap((wrapper) => {
      const { instance, metatype } = wrapper;
      if (typeof metatype !== 'function' || instance === null || typeof instance !== 'object') return [];
      const methods = instance as Record<string, (...args: never[]) => unknown>;
      return this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((name) => {
        const method = methods[name];
        if (!method || Reflect.getMetadata('path', method) === undefined) return [];
        const targets = [method, metatype];
        return [
          {
            controller: metatype.name,
            handler: name,
            method,
            open: this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true,
            permission: this.reflector.getAllAndOverride<unknown>(ALLOW, targets),
          },
        ];
      });
    });
  }

  onApplicationBootstrap(): void {
    const bare = this.routes().filter((route) => !route.open && route.permission === undefined);
    if (bare.length > 0) {
      const names = bare.map((route) => `${route.controller}.${route.handler}`).join(', ');
      throw new Error(`These routes say neither @Allow nor @Public: ${names}`);
    }
  }
}
