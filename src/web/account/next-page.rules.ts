import { z } from 'zod';

/** Where to go once signed in: a path of this site and nothing else. */
export const nextPage = z
  .string()
  .regex(/^\/(?![/\\])[^\u0000-\u001f\\]{0,500}$/)
  .optional()
  .catch(undefined);

export const nextQuery = z.object({ suite: nextPage });

/** The same address with the page that follows, so that it is not lost between two steps. */
export function withNext(path: string, next: string | undefined): string {
  if (next === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}suite=${encodeURIComponent(next)}`;
}

const HOMES = {
  candidate: '/mon-espace',
  member: '/structure',
  agent: '/equipe',
  adviser: '/equipe',
  administrator: '/equipe',
} as const;

/** The first page of each role. */
export function homeOf(role: keyof typeof HOMES): string {
  return HOMES[role];
}
