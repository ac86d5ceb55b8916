import { type FormEvent, useState } from 'react';
import type { SurveyAnswers, SurveyData, SurveyQuestion } from './api';
import css from './public.module.css';
import { text } from './texts';

const SCORES = Array.from({ length: 11 }, (_, score) => score);

/** Questionnaire with 0–10 items, choices and comments. `onSubmit` sends; a rejection keeps every answer. */
export function Survey({ data, onSubmit }: { data: SurveyData; onSubmit: (answers: SurveyAnswers) => Promise<void> }) {
  const [answers, setAnswers] = useState<SurveyAnswers>({});
  const [state, setState] = useState<'open' | 'sending' | 'failed' | 'missing'>('open');
  const missing = data.questions.filter((question) => question.required && (answers[question.id] ?? '') === '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (missing.length > 0) {
      setState('missing');
      document.getElementById(`q-${missing[0]?.id}`)?.scrollIntoView({ block: 'center' });
      return;
    }
    setState('sending');
    await onSubmit(answers).catch(() => setState('failed'));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <header className={css.hero}>
        <p className={css.store}>{data.store_name}</p>
        <h1 className={css.vehicle}>{data.title}</h1>
        {data.intro ? <p className={css.quiet}>{data.intro}</p> : null}
      </header>
      {data.questions.map((question) => (
        <fieldset key={question.id} id={`q-${question.id}`} className={css.card}>
          <legend className={css.question}>
            {question.text}
            {question.required ? <span className={css.required}> *</span> : null}
          </legend>
          <Answer
            question={question}
            value={answers[question.id]}
            onChange={(value) => setAnswers({ ...answers, [question.id]: value })}
          />
          {state === 'missing' && missing.includes(question) ? (
            <p className={css.error}>{text('survey.required')}</p>
          ) : null}
        </fieldset>
      ))}
      <div className={css.bottom}>
        {state === 'missing' || state === 'failed' ? (
          <p className={css.error} role="alert">
            {text(state === 'missing' ? 'survey.missing' : 'failedText')}
          </p>
        ) : null}
        <button type="submit" className={css.primary} disabled={state === 'sending'}>
          {text('survey.submit')}
        </button>
      </div>
    </form>
  );
}

interface AnswerProps {
  question: SurveyQuestion;
  value: number | string | undefined;
  onChange: (value: number | string) => void;
}

function Answer({ question, value, onChange }: AnswerProps) {
  if (question.kind === 'comment') {
    return (
      <textarea
        className="control"
        rows={4}
        aria-label={question.text}
        placeholder={text('survey.comment')}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const options =
    question.kind === 'score'
      ? SCORES.map((score) => ({ value: String(score), label: String(score), name: text('survey.score', { score }) }))
      : question.options.map((option) => ({ ...option, name: option.label }));
  return (
    <>
      <div className={question.kind === 'score' ? css.scores : css.choices}>
        {options.map((option) => (
          <label key={option.value} className={css.option}>
            <input
              type="radio"
              className="sr-only"
              name={question.id}
              aria-label={option.name}
              checked={String(value ?? '') === option.value}
              onChange={() => onChange(question.kind === 'score' ? Number(option.value) : option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {question.kind === 'score' && (question.low || question.high) ? (
        <p className={css.ends}>
          <span>{question.low}</span>
          <span>{question.high}</span>
        </p>
      ) : null}
    </>
  );
}
