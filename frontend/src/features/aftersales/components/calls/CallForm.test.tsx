import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CareTaskOut } from '@/api/generated/aftersales/types.gen';
import { i18n, loadTexts } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { at, server } from '@/test/server';
import { CallForm } from './CallForm';

const scale = { code: 'overall', kind: 'scale', zh: 'Overall?', en: 'Overall?', required: true, least: 1, most: 10 };
const wishes = { code: 'wishes', kind: 'text', zh: 'Wishes?', en: 'Wishes?', required: false };
const TASK = {
  id: 'task-1',
  questionnaire: {
    code: 'delivery_3d',
    version: 1,
    title_zh: '',
    title_en: '',
    opening_zh: 'Hello',
    questions: [scale, wishes],
  },
} as unknown as CareTaskOut;

const FINISH = () => i18n.t('aftersales:call.finish');
const WARNING = () => i18n.t('aftersales:call.willComplain');

beforeAll(() => loadTexts('aftersales'));

describe('a call', () => {
  const open = (answer: (body: Record<string, unknown>) => Response) => {
    const done = vi.fn();
    const bodies: Record<string, unknown>[] = [];
    server.use(
      http.get(at('aftersales/settings'), () => HttpResponse.json({ low_score: 6, version: 1 })),
      http.post(at('aftersales/care-tasks/task-1/completion'), async ({ request }) => {
        const body = (await request.json()) as Record<string, unknown>;
        bodies.push(body);
        return answer(body);
      }),
    );
    renderApp(<CallForm task={TASK} onDone={done} />);
    return { done, bodies };
  };

  it('asks for what is missing, warns of a low score, and sends everything at once', async () => {
    const { done, bodies } = open(() => HttpResponse.json({ ...TASK, complaint_id: 'c1' }));
    const finish = await screen.findByRole('button', { name: FINISH() });
    await userEvent.click(finish);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(bodies).toHaveLength(0);
    await userEvent.click(screen.getByRole('radio', { name: '4' }));
    expect(await screen.findByText(WARNING())).toBeInTheDocument();
    await userEvent.click(finish);
    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(bodies[0]).toMatchObject({ answers: [{ question: 'overall', score: 4 }] });
  });

  it('shows what the server says at the question it means', async () => {
    open(() =>
      HttpResponse.json(
        {
          code: 'invalid',
          detail: 'x',
          errors: [{ pointer: '/answers/0', code: 'score_out_of_scale', message: 'off the scale' }],
        },
        { status: 422 },
      ),
    );
    await userEvent.click(await screen.findByRole('radio', { name: '9' }));
    await userEvent.click(screen.getByRole('button', { name: FINISH() }));
    expect(await screen.findByText('off the scale')).toBeInTheDocument();
  });
});
