import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { plainMessage } from '../../../src/platform/lang/plain-message.rules.js';

function said(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: plainMessage }).error?.issues[0]?.message;
}

describe('what people read when something does not fit', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a missing text', z.string(), undefined, 'Il manque cette information.'],
    ['an empty text', z.string().min(1), '', 'Il manque cette information.'],
    ['a missing choice', z.enum(['a', 'b']), undefined, 'Il manque cette information.'],
    ['a text that is too short', z.string().min(3), 'a', 'Écrivez au moins 3 caractères.'],
    ['a text that is too long', z.string().max(1000), 'x'.repeat(1001), 'Écrivez au plus 1 000 caractères.'],
    ['a number out of range', z.number().min(1).max(100), 500, 'Donnez un nombre entre 1 et 100.'],
    ['a number in words', z.coerce.number().int().min(1).max(9), 'x', 'Donnez un nombre entier entre 1 et 9.'],
    ['a distance', z.int().min(1).max(9).meta({ 'x-unit': 'km' }), 0, 'Donnez un nombre entier entre 1 et 9 km.'],
    ['half a person', z.int().min(0).max(9), 1.5, 'Donnez un nombre entier entre 0 et 9.'],
    ['a number without an upper end', z.number().min(0.5), 0, 'Donnez un nombre d’au moins 0,5.'],
    ['nothing or less', z.number().positive(), 0, 'Donnez un nombre plus grand que 0.'],
    ['a third of an hour', z.number().multipleOf(0.5), 0.3, 'Donnez un multiple de 0,5.'],
    ['a text for a number', z.number(), '3', 'Donnez un nombre.'],
    ['a number for yes or no', z.boolean(), 1, 'Répondez par oui (true) ou par non (false).'],
    ['a text for a list', z.array(z.string()), 'a', 'Donnez une liste.'],
    ['a list that is too long', z.array(z.string()).max(1), ['a', 'b'], 'Donnez au plus 1 élément.'],
    ['an unknown choice', z.enum(['a', 'b']), 'c', 'Cette valeur n’existe pas. Choisissez parmi : a, b.'],
    ['the only choice', z.literal('a'), 'c', 'Seule la valeur a est acceptée.'],
    [
      'a choice between two shapes',
      z.union([z.literal(16), z.literal(18)]),
      17,
      'Cette valeur n’existe pas. Choisissez parmi : 16, 18.',
    ],
    ['an identifier', z.uuid(), '1', 'Cet identifiant n’a pas la bonne forme.'],
    [
      'a date and time',
      z.iso.datetime({ offset: true }),
      '31/08/2026',
      'Écrivez une date et une heure qui existent, par exemple 2026-08-31T10:00:00+02:00.',
    ],
    ['a day', z.iso.date(), '31/08/2026', 'Écrivez une date qui existe, sous la forme AAAA-MM-JJ.'],
    ['something else', z.string().regex(/^a$/), 'b', 'Ce texte n’a pas la forme attendue.'],
    ['an unknown field', z.strictObject({}), { a: 1 }, 'Ce champ n’existe pas.'],
    ['what the schema knows better', z.number().max(48, 'La loi limite.'), 50, 'La loi limite.'],
  ])('%s', (_, schema, value, expected) => expect(said(schema, value)).toBe(expected));

  it('never repeats what was typed', () => {
    expect(said(z.enum(['a', 'b']), '1 85 05 78 006 084 36')).not.toContain('85');
  });

  it('cuts a long list of choices', () => {
    const many = Array.from({ length: 30 }, (_, i) => `v${i}`) as [string, ...string[]];
    expect(said(z.enum(many), 'x')).toMatch(/v19…$/);
  });
});
