import { useTranslation } from 'react-i18next';
import type { ImportOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { useStep } from '../hooks';
import css from '../Imports.module.css';
import { share } from '../model';
import { Outcomes } from './Outcomes';

/** What a worker is doing at this moment; the page may be left, it goes on. */
export function Progress({ one }: { one: ImportOut }) {
  const { t } = useTranslation('imports');
  const step = useStep(one.id);
  const known = one.total > 0 && one.state !== 'reading';
  return (
    <Card title={t(`working.${one.state}`)}>
      <div className={css.waiting}>
        <progress
          className={css.bar}
          aria-label={t(`working.${one.state}`)}
          max={100}
          {...(known && one.state !== 'checking' ? { value: share(one) } : {})}
        />
        <p className={css.quiet} role="status">
          {known && one.state !== 'checking' ? t('progress', { done: one.done, total: one.total }) : t('moment')}
        </p>
        {one.state === 'running' ? (
          <>
            <Outcomes outcomes={one.outcomes} />
            <div className={css.actions}>
              <p className={css.quiet}>{t('leaveText')}</p>
              <Button className={css.end} loading={step.isPending} onClick={() => step.mutate({ action: 'stop' })}>
                {t('stop')}
              </Button>
            </div>
            <FormErrors problem={step.error} />
          </>
        ) : null}
      </div>
    </Card>
  );
}
