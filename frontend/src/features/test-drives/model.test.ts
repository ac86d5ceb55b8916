import { describe, expect, it } from 'vitest';
import type { CalendarCar, CalendarOut } from '@/api/generated/leads/types.gen';
import { freeMinutes, nextQuarter, nextStep, slotsOf } from './model';

const calendar = { opens_at: '2026-11-23T01:00:00Z', closes_at: '2026-11-23T04:00:00Z' } as CalendarOut;
const car = { busy: [{ starts_at: '2026-11-23T02:15:00Z', ends_at: '2026-11-23T03:00:00Z' }] } as CalendarCar;
const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);

describe('the calendar of a car', () => {
  it('offers half hours that touch no booking and are not past', () => {
    const free = slotsOf(calendar, car, at('01:20')).filter((slot) => slot.free);
    expect(free.map((slot) => slot.start)).toEqual([at('01:30'), at('03:00'), at('03:30')]);
  });

  it('knows how long it stays free', () => {
    expect(freeMinutes(calendar, car, at('01:30'))).toBe(45);
    expect(freeMinutes(calendar, car, at('03:30'))).toBe(30);
  });

  it('proposes the next quarter of an hour after a refusal', () => {
    expect(nextQuarter('2026-11-23T02:07:00Z')).toBe('2026-11-23T02:15:00.000Z');
    expect(nextQuarter('2026-11-23T02:15:00Z')).toBe('2026-11-23T02:15:00.000Z');
  });
});

describe('the one thing to do next', () => {
  it.each([
    ['booked', ['licence', 'agreement'], 'licence'],
    ['booked', ['licence_expired'], 'licence'],
    ['booked', ['agreement'], 'agreement'],
    ['booked', [], 'start'],
    ['driving', [], 'finish'],
    ['completed', [], 'quote'],
    ['cancelled', ['licence'], null],
  ] as const)('%s with %j → %s', (status, missing, step) => {
    expect(nextStep({ status, missing: [...missing] })).toBe(step);
  });
});
