import { useTranslation } from 'react-i18next';
import type { RowOutcome } from '@/api/generated/leads/types.gen';
import { Stat } from '@/ui/Card';
import css from '../Imports.module.css';
import { OUTCOMES } from '../model';

const TONES = { created: 'success', duplicate: 'warning', refused: 'danger' } as const;

/** How many rows became what. */
export function Outcomes({ outcomes }: { outcomes: Partial<Record<RowOutcome, number>> }) {
  const { t } = useTranslation('imports');
  return (
    <div className={css.stats}>
      {OUTCOMES.map((outcome) => {
        const count = outcomes[outcome] ?? 0;
        const tone = outcome in TONES && count > 0 ? TONES[outcome as keyof typeof TONES] : 'neutral';
        return (
          <Stat
            key={outcome}
            label={t(`outcome.${outcome}`)}
            value={count.toLocaleString()}
            note={t(`outcomeNote.${outcome}`)}
            tone={tone}
          />
        );
      })}
    </div>
  );
}

/** Codes with their numbers, the most frequent first. */
export function Reasons({ title, counts }: { title: string; counts: Record<string, number> }) {
  const { t } = useTranslation('imports');
  const rows = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return null;
  return (
    <section className={css.stack}>
      <h3>{title}</h3>
      <ul className={css.reasons}>
        {rows.map(([code, count]) => (
          <li key={code}>
            <span>{t(`reason.${code}`, { defaultValue: code })}</span>
            <strong>{count.toLocaleString()}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
