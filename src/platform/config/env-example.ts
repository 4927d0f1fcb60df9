import { z } from 'zod';
import { environmentSchema } from './environment.js';

/** The text of `.env.example`: every variable with its default and what it is for; those without a default come uncommented and empty. */
export function envExample(): string {
  const schema = z.toJSONSchema(environmentSchema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { description, default: byDefault } = property as { description?: string; default?: unknown };
    const value = byDefault === undefined ? '' : String(byDefault);
    return `# ${description ?? ''}\n${required.has(name) ? '' : '#'}${name}=${/[ <>]/.test(value) ? `"${value}"` : value}`;
  });
  return `# Settings of the platform. Copy to .env and fill in; what is commented out has the value shown.\n# Written from src/platform/config/environment.ts by: npm run docs:update\n\n${lines.join('\n\n')}\n`;
}
