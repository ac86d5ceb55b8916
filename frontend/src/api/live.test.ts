import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { businessNow } from '@/lib/clock';
import { at, server } from '@/test/server';
import { startLive } from './live';

const HINT = { entity: 'lead', id: '1', version: 2, business_time: '2027-05-19T02:05:00Z' };
const START = 'event: resync\ndata: {}\n\n';
let stop = (): void => undefined;

afterEach(() => {
  stop();
  vi.useRealTimers();
});

function answer(...bodies: string[]): () => number {
  let calls = 0;
  server.use(
    http.get(at('gateway/stream'), () => {
      const body = bodies[calls] ?? '';
      calls += 1;
      return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  return () => calls;
}

describe('live stream', () => {
  it('hands on hints, takes business time, and tells the first start from a return', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const calls = answer(`${START}event: hint\ndata: ${JSON.stringify(HINT)}\n\n`, START);
    const sink = { accept: vi.fn(), resync: vi.fn() };
    stop = startLive(sink, 'person-1');
    await vi.waitFor(() => expect(sink.accept).toHaveBeenCalledWith(HINT));
    expect(sink.resync).toHaveBeenNthCalledWith(1, true);
    expect(businessNow()).toBeGreaterThanOrEqual(Date.parse(HINT.business_time));
    await vi.advanceTimersByTimeAsync(3000);
    await vi.waitFor(() => expect(calls()).toBeGreaterThan(1));
    await vi.waitFor(() => expect(sink.resync).toHaveBeenNthCalledWith(2, false));
  });

  it('survives what it cannot read', async () => {
    answer('event: hint\ndata: {broken\n\nevent: end\ndata: {}\n\n');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const sink = { accept: vi.fn(), resync: vi.fn() };
    stop = startLive(sink, 'person-2');
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
    expect(sink.accept).not.toHaveBeenCalled();
  });

  it('stops asking when the session is over', async () => {
    let calls = 0;
    server.use(
      http.get(at('gateway/stream'), () => {
        calls += 1;
        return new HttpResponse(null, { status: 401 });
      }),
      http.post(at('gateway/sessions/refresh'), () => new HttpResponse(null, { status: 401 })),
    );
    stop = startLive({ accept: vi.fn(), resync: vi.fn() }, 'person-3');
    await vi.waitFor(() => expect(calls).toBe(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(calls).toBe(1);
  });
});
