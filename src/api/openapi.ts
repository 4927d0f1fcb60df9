import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { KeyPermission } from '../identity/access.js';
import { RouteCheck } from '../identity/route-check.js';
import { dataFile, PROJECT_ROOT } from '../platform/data-files.js';
import { type EndpointSpec, endpointOf } from '../platform/http/endpoint.js';
import { problemSchema } from './problem.schema.js';

/** The OpenAPI 3.1 description of every endpoint, made from the schemas that check the calls. */
export function openApiDocument(app: Pick<NestFastifyApplication, 'get'>): ReturnType<typeof createDocument> {
  const version = (JSON.parse(readFileSync(`${PROJECT_ROOT}/package.json`, 'utf8')) as { version: string }).version;
  const paths: Record<string, Record<string, unknown>> = {};
  const described = app
    .get(RouteCheck)
    .routes()
    .flatMap((route) => {
      const spec = endpointOf(route.method);
      return spec ? [{ spec, route }] : [];
    })
    .sort((a, b) => a.spec.path.localeCompare(b.spec.path) || a.spec.method.localeCompare(b.spec.method));
  for (const { spec, route } of described) {
    const item = paths[spec.path] ?? {};
    paths[spec.path] = item;
    item[spec.method.toLowerCase()] = operation(
      spec,
      route.open ? undefined : (route.permission as KeyPermission),
      `${route.controller}.${route.handler}`,
    );
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Actifs',
      version,
      description:
        'Offres, missions, candidats et suivis. Les erreurs sont des documents application/problem+json dont `code` est stable. Un POST répété avec la même Idempotency-Key n’est fait qu’une fois.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Clé d’API : ak_…' } } },
    paths: paths as NonNullable<Parameters<typeof createDocument>[0]['paths']>,
  });
}

function operation(spec: EndpointSpec, permission: KeyPermission | undefined, operationId: string) {
  const status = String(spec.status ?? 200);
  const headers: Record<string, unknown>[] = [];
  if (spec.ifMatch)
    headers.push({
      name: 'If-Match',
      in: 'header',
      required: true,
      schema: { type: 'string' },
      description: 'ETag de la version modifiée',
    });
  if (spec.method === 'POST' && permission) {
    headers.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', maxLength: 200 },
      description: 'Une valeur par action voulue',
    });
  }
  return {
    operationId,
    tags: [spec.tag],
    summary: spec.summary,
    description: describe(spec, permission),
    security: permission ? [{ key: [] }] : [],
    ...(headers.length > 0 && { parameters: headers }),
    requestParams: { ...(spec.params && { path: spec.params }), ...(spec.query && { query: spec.query }) },
    ...(spec.body && { requestBody: { required: true, content: { 'application/json': { schema: spec.body } } } }),
    responses: {
      [status]: {
        description: 'Réussite',
        ...(spec.returns && { content: { 'application/json': { schema: spec.returns as z.ZodType } } }),
      },
      default: { description: 'Problème', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}

const KINDS = { team: 'équipe', partner: 'partenaire', organisation: 'structure' } as const;

function describe(spec: EndpointSpec, permission: KeyPermission | undefined): string {
  const kinds = permission?.kinds ? ` (clés : ${permission.kinds.map((kind) => KINDS[kind]).join(', ')})` : '';
  const parts = [spec.description, permission ? `Droit demandé : \`${permission.scope}\`${kinds}.` : 'Ouvert à tous.'];
  if (spec.errors?.length) parts.push(`Problèmes attendus : ${spec.errors.map((code) => `\`${code}\``).join(', ')}.`);
  return parts.filter(Boolean).join('\n\n');
}

/** Serves the description at /api/openapi.json and a page to read and try it at /api/docs. */
export function serveApiDocs(app: NestFastifyApplication): void {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const ui = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files: [path: string, type: string, file: string][] = [
    ['/api/docs', 'text/html; charset=utf-8', dataFile('api/docs/index.html')],
    ['/api/docs/start.js', 'text/javascript; charset=utf-8', dataFile('api/docs/start.js')],
    ['/api/docs/swagger-ui.css', 'text/css; charset=utf-8', join(ui, 'swagger-ui.css')],
    ['/api/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', join(ui, 'swagger-ui-bundle.js')],
  ];
  for (const [path, type, file] of files) {
    server.get(path, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=3600').send(readFileSync(file)),
    );
  }
  server.get('/api/docs/', (_request, reply) => reply.redirect('/api/docs', 308));
  let text: string | undefined;
  server.get('/api/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(openApiDocument(app));
    return reply.type('application/json; charset=utf-8').send(text);
  });
}
