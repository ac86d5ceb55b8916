import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { UploadIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { DetailSkeleton } from '@/ui/Skeleton';
import { EmptyState, ErrorState } from '@/ui/States';
import { Steps } from '@/ui/Steps';
import { StatusTag } from '@/ui/Tag';
import { Check } from '../components/Check';
import { Mapping } from '../components/Mapping';
import { Progress } from '../components/Progress';
import { Result } from '../components/Result';
import { useImport } from '../hooks';
import css from '../Imports.module.css';
import { STATE_TONES, stepsOf } from '../model';

/** One list on its way: file, columns, check, filing, result. */
export function ImportPage({ importId, onBack }: { importId: string; onBack: () => void }) {
  const { t } = useTranslation('imports');
  const found = useImport(importId);
  const [remap, setRemap] = useState(false);
  const one = found.data;
  if (!one)
    return (
      <Page>
        <PageHeader title={t('one')} />
        <Page.Body>
          {found.error ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <DetailSkeleton />}
        </Page.Body>
      </Page>
    );
  const again = remap && one.state === 'checked';
  return (
    <Page>
      <PageHeader
        title={one.name}
        subtitle={t('uploaded', { at: formatTime(one.created_at), by: one.created_by_name ?? '' })}
        tags={<StatusTag tone={STATE_TONES[one.state]}>{t(`state.${one.state}`)}</StatusTag>}
        actions={<Button onClick={onBack}>{t('back')}</Button>}
      >
        <Steps label={t('one')} steps={stepsOf(one.state, again, (id) => t(`step.${id}`))} />
      </PageHeader>
      <Page.Body>
        <div className={css.stack}>
          <Stage one={one} remap={again} onRemap={setRemap} onBack={onBack} />
        </div>
      </Page.Body>
    </Page>
  );
}

interface StageProps {
  one: ImportOut;
  remap: boolean;
  onRemap: (remap: boolean) => void;
  onBack: () => void;
}

function Stage({ one, remap, onRemap, onBack }: StageProps) {
  const { t } = useTranslation('imports');
  switch (one.state) {
    case 'reading':
    case 'checking':
    case 'running':
    case 'undoing':
      return <Progress one={one} />;
    case 'mapping':
      return <Mapping key={one.version} one={one} onSent={() => onRemap(false)} onDiscarded={onBack} />;
    case 'checked':
      return remap ? (
        <Mapping key={one.version} one={one} onSent={() => onRemap(false)} onDiscarded={onBack} />
      ) : (
        <Check one={one} onRemap={() => onRemap(true)} onDiscarded={onBack} />
      );
    case 'unreadable':
    case 'discarded':
      return (
        <Card>
          <EmptyState
            title={one.problem_text ?? t(`state.${one.state}`)}
            text={t('unreadableText')}
            action={
              <Button variant="primary" icon={UploadIcon} onClick={onBack}>
                {t('another')}
              </Button>
            }
          />
        </Card>
      );
    default:
      return <Result one={one} />;
  }
}
