import { describe, expect, it, vi } from 'vitest';
import { businessNow, resetBusinessTime, syncBusinessTime } from './clock';
import { randomId } from './ids';
import { pressed, showKeys } from './keys';
import { formatFen, formatFenShort, parseYuan } from './money';
import { mayUse } from './roles';
import { addDays, countdown, formatTime, fromWall, localDate, setTimeZone, toWall } from './time';

describe('money', () => {
  it.each([
    ['128800', 12_880_000],
    ['128,800.5', 12_880_050],
    ['¥0.01', 1],
    ['.5', 50],
    ['12.88\u4e07', 12_880_000],
    ['１２８', 12_800],
    ['0.1', 10],
    ['1.005', null],
    ['abc', null],
    ['', null],
    ['9999999999999999', null],
    ['-3', -300],
  ])('parses %s exactly', (text, fen) => expect(parseYuan(text)).toBe(fen));

  it('formats fen without floating point', () => {
    expect(formatFen(12_880_000)).toBe('¥128,800');
    expect(formatFen(12_880_005)).toBe('¥128,800.05');
    expect(formatFen(-10, { fen: 'always' })).toBe('-¥0.10');
    expect(formatFenShort(12_880_000, 'zh-CN')).toBe('¥12.88\u4e07');
    expect(formatFenShort(12_880_000, 'en')).toBe('¥128.8k');
    expect(formatFenShort(120_000_000_0, 'en')).toBe('¥12M');
  });

  it('gives back what it formats', () => {
    for (const fen of [0, 1, 99, 100, 12_345_678, 900_000_000_01]) expect(parseYuan(formatFen(fen))).toBe(fen);
  });
});

describe('store time', () => {
  it('shows and reads the store clock whatever the device says', () => {
    expect(toWall('2026-11-20T02:05:00Z')).toBe('2026-11-20T10:05');
    expect(fromWall('2026-11-20T10:05')).toBe('2026-11-20T02:05:00.000Z');
    expect(localDate('2026-11-20T17:00:00Z')).toBe('2026-11-21');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(formatTime(null)).toBe('–');
  });

  it('survives the change to summer time', () => {
    setTimeZone('America/New_York');
    for (const wall of ['2026-03-08T01:30', '2026-03-08T03:30', '2026-11-01T12:00'])
      expect(toWall(fromWall(wall))).toBe(wall);
    setTimeZone('Asia/Shanghai');
  });

  it('counts down and up', () => {
    expect(countdown(1_000_000, 1_000_000 - 272_000)).toMatchObject({ overdue: false, text: '4:32' });
    expect(countdown(0, 3 * 3_600_000)).toMatchObject({ overdue: true, seconds: 10_800 });
  });
});

describe('business clock', () => {
  it('follows the server, ignores late answers, accepts a reset', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    resetBusinessTime('2026-11-20T02:05:00Z');
    vi.advanceTimersByTime(5000);
    expect(businessNow()).toBe(Date.parse('2026-11-20T02:05:05Z'));
    syncBusinessTime('2026-11-20T02:05:03Z');
    expect(businessNow()).toBe(Date.parse('2026-11-20T02:05:05Z'));
    syncBusinessTime('2027-05-19T02:05:00Z');
    expect(businessNow()).toBe(Date.parse('2027-05-19T02:05:00Z'));
    syncBusinessTime('2026-11-20T02:05:00Z');
    expect(businessNow()).toBe(Date.parse('2026-11-20T02:05:00Z'));
    syncBusinessTime('nonsense');
    expect(businessNow()).toBe(Date.parse('2026-11-20T02:05:00Z'));
    vi.useRealTimers();
  });
});

describe('small things', () => {
  it('makes version 4 ids', () =>
    expect(randomId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/));
  it('normalises keys', () => {
    expect(pressed(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))).toBe('mod+k');
    expect(pressed(new KeyboardEvent('keydown', { key: 'D', shiftKey: true }))).toBe('shift+d');
    expect(pressed(new KeyboardEvent('keydown', { key: '?', shiftKey: true }))).toBe('?');
    expect(showKeys('g l')).toEqual(['G', 'L']);
  });
  it('lets overseers see everything', () => {
    expect(mayUse(['general_manager'], ['appraiser'])).toBe(true);
    expect(mayUse(['receptionist'], ['appraiser'])).toBe(false);
    expect(mayUse([], undefined)).toBe(true);
  });
});
