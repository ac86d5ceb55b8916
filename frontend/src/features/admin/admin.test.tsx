import { describe, expect, it } from 'vitest';
import { hours, mondayOf, rosterBody, shiftOf } from './model';
import { deviceName } from './pages/SessionsPage';

const ROSTER = {
  store_id: 's',
  monday: '2026-11-16',
  revision: 3,
  days: [
    {
      day: '2026-11-16',
      shifts: [
        { staff_id: 'a', staff_name: 'A', starts_at: '2026-11-16T01:00:00Z', ends_at: '2026-11-16T10:00:00Z' },
        { staff_id: 'b', staff_name: 'B', starts_at: '2026-11-16T01:00:00Z', ends_at: '2026-11-16T05:00:00Z' },
      ],
    },
  ],
};

describe('duty roster', () => {
  it('begins its week on Monday', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-16')).toBe('2026-11-16');
  });

  it('sends the touched days whole and leaves the shifts of others as they were', () => {
    const opening = { weekday: 2, opens: '09:30:00', closes: '18:00:00' };
    const fresh = hours('a', '2026-11-17', opening);
    expect(fresh.label).toBe('09:30–18:00');
    const days = ['2026-11-16', '2026-11-17', '2026-11-18'];
    const body = rosterBody(ROSTER, days, { '2026-11-16|a': null, '2026-11-17|a': fresh });
    expect(body.days.map((item) => item.day)).toEqual(['2026-11-16', '2026-11-17']);
    expect(body.days[0]?.shifts.map((item) => item.staff_id)).toEqual(['b']);
    expect(body.days[1]?.shifts[0]?.starts_at).toBe('2026-11-17T01:30:00.000Z');
    expect(shiftOf(ROSTER, '2026-11-16', 'b')?.label).toBe('09:00–13:00');
  });
});

it('names a device out of its user agent', () => {
  expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0 Safari/604')).toBe(
    'WeChat · iOS',
  );
  expect(deviceName('curl/7.88.1')).toBe('curl/7.88.1');
});
