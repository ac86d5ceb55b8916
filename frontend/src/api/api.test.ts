import { QueryClient } from '@tanstack/react-query';
import { HttpResponse, http } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { businessNow } from '@/lib/clock';
import { at, ME, server } from '@/test/server';
import { api, onSessionEnd, setCsrfToken } from './client';
import { createHintSink, onHint } from './hints';
import { showAtOnce } from './optimistic';
import { ApiProblem } from './problem';
import { createSseParser, readEvents } from './sse';

describe('client', () => {
  it('sends language, CSRF, idempotency key and version, and takes business time', async () => {
    setCsrfToken('token-1');
    let seen = new Headers();
    server.use(
      http.post(at('leads/leads'), ({ request }) => {
        seen = request.headers;
        return HttpResponse.json({ id: '1' }, { status: 201, headers: { 'X-Business-Time': '2027-01-01T00:00:00Z' } });
      }),
    );
    await api('/api/v1/leads/leads', { method: 'POST', body: { mobile: '19900000001' }, ifMatch: 3 });
    expect(seen.get('accept-language')).toBe('zh-CN');
    expect(seen.get('x-csrf-token')).toBe('token-1');
    expect(seen.get('idempotency-key')).toMatch(/^[\da-f-]{36}$/);
    expect(seen.get('if-match')).toBe('"3"');
    expect(businessNow()).toBeGreaterThanOrEqual(Date.parse('2027-01-01T00:00:00Z'));
  });

  it('turns problem+json into ApiProblem', async () => {
    const errors = [{ pointer: '/mobile', code: 'mobile_invalid', message: 'eleven digits' }];
    server.use(
      http.get(at('x'), () =>
        HttpResponse.json({ status: 422, code: 'invalid', detail: 'no', errors, trace_id: 't1' }, { status: 422 }),
      ),
    );
    const error = await api('/api/v1/x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ status: 422, code: 'invalid', detail: 'no', errors, traceId: 't1' });
  });

  it('calls no answer a network problem', async () => {
    server.use(http.get(at('x'), () => HttpResponse.error()));
    await expect(api('/api/v1/x')).rejects.toMatchObject({ status: 0, code: 'network', isNetwork: true });
  });

  it('refreshes once for calls that meet 401 together', async () => {
    let refreshed = 0;
    server.use(
      http.get(at('x'), () =>
        refreshed > 0 ? HttpResponse.json({ ok: true }) : new HttpResponse(null, { status: 401 }),
      ),
      http.post(at('gateway/sessions/refresh'), () => {
        refreshed += 1;
        return HttpResponse.json({ me: ME });
      }),
    );
    await expect(Promise.all([api('/api/v1/x'), api('/api/v1/x')])).resolves.toEqual([{ ok: true }, { ok: true }]);
    expect(refreshed).toBe(1);
  });

  it('says when the session is over', async () => {
    const ended = vi.fn();
    const stop = onSessionEnd(ended);
    server.use(
      http.get(at('x'), () => new HttpResponse(null, { status: 401 })),
      http.post(at('gateway/sessions/refresh'), () => new HttpResponse(null, { status: 401 })),
    );
    await expect(api('/api/v1/x')).rejects.toMatchObject({ status: 401 });
    expect(ended).toHaveBeenCalledOnce();
    stop();
  });
});

describe('live stream', () => {
  it('parses events, comments, ids and multi-line data', () => {
    const parse = createSseParser();
    const feed = (text: string) => text.split('\n').map(parse).filter(Boolean);
    expect(feed(': beat')).toEqual([{ event: ':', data: 'beat', id: null }]);
    expect(feed('id: 7\ndata: a\ndata: b\n')).toEqual([{ event: 'message', data: 'a\nb', id: '7' }]);
    expect(feed('event: resync\n')).toEqual([{ event: 'resync', data: '', id: '7' }]);
  });

  it('reads across chunk borders, inside a character too', async () => {
    const bytes = new TextEncoder().encode('data: {"name":"\u8f66\u8109"}\n\n');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let index = 0; index < bytes.length; index += 5) controller.enqueue(bytes.slice(index, index + 5));
        controller.close();
      },
    });
    const seen = [];
    for await (const message of readEvents(body)) seen.push(message.data);
    expect(seen).toEqual(['{"name":"\u8f66\u8109"}']);
  });

  it('makes one refetch per query out of a burst of hints', () => {
    vi.useFakeTimers();
    const client = new QueryClient();
    const invalidate = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
    onHint('test_lead', [[{ _id: 'listTestLeads' }]]);
    onHint('test_lead', (hint) => [[{ _id: 'getTestLead', path: { id: hint.id } }]]);
    const sink = createHintSink(client);
    for (let index = 0; index < 5; index += 1) sink.accept({ entity: 'test_lead', id: '1' });
    sink.accept({ entity: 'unknown', id: '2' });
    expect(invalidate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(invalidate).toHaveBeenCalledTimes(2);
    vi.useRealTimers();
  });
});

describe('optimistic write', () => {
  it('shows at once and rolls back', async () => {
    const client = new QueryClient();
    client.setQueryData(['rows'], [1, 2]);
    const rollback = await showAtOnce<number[]>(client, ['rows'], (rows) => [...rows, 3]);
    expect(client.getQueryData(['rows'])).toEqual([1, 2, 3]);
    rollback();
    expect(client.getQueryData(['rows'])).toEqual([1, 2]);
  });
});
