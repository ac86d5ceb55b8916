import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LowAnswerWords, LowScoreWords } from '@/api/generated/aftersales/types.gen';

export interface Titled {
  title: string;
  title_code: string | null;
  title_params: LowScoreWords | null;
}

/** A complaint that the system opened, in the reader's language; what a person wrote stays as it is. */
export function useComplaintWords() {
  const { t, i18n } = useTranslation('ui');
  const english = i18n.language === 'en';
  return useMemo(() => {
    const score = (answer: LowAnswerWords) =>
      answer.score === null ? t('complaint.saidNo') : t('complaint.score', { score: answer.score });
    const question = (answer: LowAnswerWords) => (english ? answer.en : answer.zh);
    return {
      title(row: Titled): string {
        const words = row.title_params;
        const worst = words?.answers[0];
        if (row.title_code !== 'low_score' || !words || !worst) return row.title;
        return t('complaint.lowScore', {
          questionnaire: english ? words.questionnaire_en : words.questionnaire_zh,
          question: question(worst),
          score: score(worst),
        });
      },
      /** one line per low answer; none where a person opened it */
      lowAnswers: (row: Titled): string[] =>
        (row.title_params?.answers ?? []).map((answer) => `${question(answer)} · ${score(answer)}`),
    };
  }, [t, english]);
}
