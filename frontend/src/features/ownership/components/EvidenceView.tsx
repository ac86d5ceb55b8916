import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Card } from '@/ui/Card';
import { KeyValue } from '@/ui/KeyValue';
import { useSalesLabel } from '@/ui/sales/labels';
import { StatusTag } from '@/ui/Tag';
import type { Evidence, EvidenceSide } from '../model';
import css from './Ownership.module.css';

/** Who was first, who worked, what is protected: everything on one screen, with what it speaks for. */
export function EvidenceView({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('ownership');
  const { protection, suggestion } = evidence;
  const until = protection.until ? ` ${t('evidence.until', { time: formatTime(protection.until, 'date') })}` : '';
  return (
    <div className={css.stack}>
      <div className={css.suggestion}>
        <strong>{t('evidence.suggestion', { ruling: t(`ruling.${suggestion.ruling}`) })}</strong>{' '}
        <span className={css.quiet}>{suggestion.reasons.map((why) => t(`why.${why}`)).join(' · ')}</span>
      </div>
      <Card title={t('evidence.title')}>
        <div className={css.stack}>
          <KeyValue
            items={[
              {
                id: 'registered',
                label: t('evidence.registered'),
                value: t('evidence.registeredBy', {
                  name: evidence.registered_by_name ?? '–',
                  time: formatTime(evidence.registered_at),
                }),
              },
              {
                id: 'protection',
                label: t('evidence.protection'),
                value: (
                  <StatusTag tone={protection.state === 'protected' ? 'success' : 'neutral'}>
                    {t(`protection.${protection.state}`)}
                    {until}
                  </StatusTag>
                ),
              },
            ]}
          />
          <Sides sides={evidence.sides} />
        </div>
      </Card>
      <Facts evidence={evidence} />
    </div>
  );
}

function Sides({ sides }: { sides: readonly EvidenceSide[] }) {
  const { t } = useTranslation('ownership');
  const heads = ['person', 'first', 'contacts', 'effective', 'last', 'visits', 'drives', 'quotes'] as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.scroll} tabIndex={0} aria-label={t('evidence.people')}>
      <table className={css.sides}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`evidence.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sides.map((side) => (
            <tr key={side.staff_id}>
              <th scope="row">
                {side.name ?? '–'} <span className={css.quiet}>{t(`evidence.party.${side.party}`)}</span>
              </th>
              <td>{side.first_at ? formatTime(side.first_at) : '–'}</td>
              <td>{side.contacts}</td>
              <td>{side.effective}</td>
              <td>{side.last_effective_at ? formatTime(side.last_effective_at) : '–'}</td>
              <td>{side.visits}</td>
              <td>{side.test_drives}</td>
              <td>{side.quotes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Facts({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('ownership');
  const label = useSalesLabel();
  const detail = (kind: string, text: string) => {
    if (kind === 'contact') {
      const [method, outcome] = text.split(':');
      return `${label('method', method)} · ${label('outcome', outcome)}`;
    }
    return kind === 'touchpoint' || kind.endsWith('created') || kind.endsWith('registered')
      ? label('source', text)
      : kind === 'visit'
        ? label('purpose', text)
        : text;
  };
  return (
    <Card title={t('evidence.facts')}>
      <ul className={css.facts}>
        {evidence.facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have no id of their own and never move
          <li key={index} className={css.fact}>
            <span className={css.quiet}>{formatTime(fact.at)}</span>
            <span>
              {t(`fact.${fact.kind}`, { defaultValue: fact.kind })} · {fact.staff_name ?? '–'}{' '}
              <span className={css.quiet}>{detail(fact.kind, fact.detail)}</span>{' '}
              {fact.effective ? <StatusTag tone="success">{t('evidence.effectiveTag')}</StatusTag> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
