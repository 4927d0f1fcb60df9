import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { skillSlug } from '../../../src/candidates/candidate.rules.js';
import {
  PICTOGRAMS,
  skillsOfTasks,
  skillWords,
  taskOf,
  tasksOf,
  TRADES,
  tradesOf,
} from '../../../src/candidates/trade-tasks.rules.js';
import { fold } from '../../../src/platform/lang/text.js';

interface Starter {
  readonly code: string;
  readonly skills: string;
}
const starter: Starter[] = parse(readFileSync('src/occupations/data/starter-occupations.csv'), {
  columns: true,
  delimiter: ';',
});
const tasks = TRADES.flatMap((trade) => trade.tasks);

describe('the pictured tasks', () => {
  it('cover at least 45 trades, each with 5 to 9 tasks, every occupation in one trade', () => {
    expect(TRADES.length).toBeGreaterThanOrEqual(45);
    expect(TRADES.filter((trade) => trade.tasks.length < 5 || trade.tasks.length > 9)).toEqual([]);
    const codes = TRADES.flatMap((trade) => trade.codes);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(new Set(TRADES.map((trade) => trade.key)).size).toBe(TRADES.length);
  });

  it('belong to occupations that the product knows and name skills that offers ask for', () => {
    const known = new Set(starter.map(({ code }) => code));
    expect(TRADES.flatMap((trade) => trade.codes).filter((code) => !known.has(code))).toEqual([]);
    const skills = new Set(starter.flatMap((row) => row.skills.split('|').map(skillSlug)));
    expect(tasks.filter(({ skill }) => skill !== null && !skills.has(skill))).toEqual([]);
    expect(tasks.filter(({ skill }) => skill === null).length).toBeLessThan(tasks.length / 20);
  });

  it('speak like a child of ten: I, at most 11 words, no jargon, no full stop', () => {
    const wrong = tasks.filter(
      ({ words }) => !/^J(e |’)/.test(words) || words.split(/\s+/).length > 11 || /[.;:()/]|[A-Z]{2}/.test(words),
    );
    expect(wrong).toEqual([]);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
    for (const trade of TRADES) expect(new Set(trade.tasks.map(({ words }) => words)).size).toBe(trade.tasks.length);
  });

  it('use every picture of the list, and no other', () => {
    const used = new Set([...TRADES.map(({ pictogram }) => pictogram), ...tasks.map(({ pictogram }) => pictogram)]);
    expect([...used].sort()).toEqual([...PICTOGRAMS]);
  });

  it('are shown for the occupations wanted, each trade once and in the order of the wishes', () => {
    expect(tradesOf(['A1418', 'K1304', 'K1305', 'X9999']).map(({ key }) => key)).toEqual(['vigne', 'domicile']);
  });

  it('say a sentence once even when two trades share it, and give skills their names back', () => {
    const shared = ['domicile.courses', 'auxiliaire-vie.courses'];
    expect(tasksOf(shared).map(({ words }) => words)).toEqual(['Je fais les courses']);
    expect(skillsOfTasks([...shared, 'vigne.taille', 'unknown.task'])).toEqual(['courses', 'taille-de-la-vigne']);
    expect(taskOf('unknown.task')).toBeUndefined();
    expect([skillWords('regles-d-hygiene'), skillWords('permis-poney')]).toEqual(['Règles d’hygiène', 'Permis poney']);
    expect(fold(skillWords('menage-courant'))).toBe('menage courant');
  });
});
