import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '@/lib/i18n';
import { renderApp } from '@/test/render';
import { type Titled, useComplaintWords } from './complaint';

const LOW: Titled = {
  title: 'zh text',
  title_code: 'low_score',
  title_params: {
    questionnaire_zh: 'QZ',
    questionnaire_en: 'Three days',
    answers: [
      { zh: 'AZ', en: 'Car condition', score: 4 },
      { zh: 'BZ', en: 'Was all explained?', score: null },
    ],
  },
};

function Shown({ row }: { row: Titled }) {
  const words = useComplaintWords();
  return <p>{[words.title(row), ...words.lowAnswers(row)].join(' | ')}</p>;
}

afterEach(() => setLanguage('zh-CN'));

it("words the system's complaints in the reader's language, and leaves a person's words alone", async () => {
  renderApp(<Shown row={LOW} />);
  expect(await screen.findByText(/^QZ.*AZ.*4.*\| AZ.*\| BZ/)).toBeVisible();
  await act(() => setLanguage('en'));
  expect(await screen.findByText(/^Three days.*Car condition.*4.*\| Was all explained\?.*no/)).toBeVisible();
  renderApp(<Shown row={{ title: 'As written', title_code: null, title_params: null }} />);
  expect(await screen.findByText('As written')).toBeVisible();
});
