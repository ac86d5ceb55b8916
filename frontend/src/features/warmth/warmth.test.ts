import { describe, expect, it } from 'vitest';
import { type Draft, numberAt, snippetOf, wholeNumber, withNumber } from './model';

const draft = { score: { points: { quoted: 7 }, base_percent: 8 } } as unknown as Draft;

describe('numbers of the rules', () => {
  it('are read and replaced at their place only', () => {
    expect(numberAt(draft, ['score', 'points', 'quoted'])).toBe(7);
    const changed = withNumber(draft, ['score', 'points', 'quoted'], -3);
    expect(numberAt(changed, ['score', 'points', 'quoted'])).toBe(-3);
    expect(numberAt(changed, ['score', 'base_percent'])).toBe(8);
    expect(numberAt(draft, ['score', 'points', 'quoted'])).toBe(7);
    expect(numberAt(draft, ['score', 'nothing'])).toBeNull();
  });

  it('may be below zero, and wait while being typed', () => {
    expect(wholeNumber('-4')).toBe(-4);
    expect(wholeNumber('-')).toBeNull();
    expect(wholeNumber('1.5')).toBeNull();
  });
});

it('the snippet asks for consent before anything', () => {
  const text = snippetOf('https://crm.example.com', 'cb_x', 'v2');
  expect(text).toContain('src="https://crm.example.com/api/v1/leads/beacon/script.js"');
  expect(text).toContain('data-site="cb_x" data-wording="v2"');
  expect(text.indexOf('agreed')).toBeLessThan(text.indexOf('consent(true)'));
});
