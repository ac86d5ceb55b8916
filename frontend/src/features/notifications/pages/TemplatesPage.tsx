import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateOut } from '@/api/generated/notifications/types.gen';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { EditIcon } from '@/ui/icons';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { CardsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StatusTag } from '@/ui/Tag';
import css from '../components/Messages.module.css';
import { TemplateSheet } from '../components/TemplateSheet';
import { useTemplates } from '../hooks';
import { CHANNELS } from '../model';

export interface TemplateSearch {
  channel?: 'wecom' | 'email' | undefined;
  locale?: 'en' | undefined;
}

interface TemplatesPageProps {
  search: TemplateSearch;
  onSearch: (search: TemplateSearch) => void;
}

/** The texts of all messages; what is edited here is used from the next message on. */
export function TemplatesPage({ search, onSearch }: TemplatesPageProps) {
  const { t } = useTranslation('notifications');
  const me = useMe();
  const templates = useTemplates();
  const [editing, setEditing] = useState<TemplateOut | null>(null);
  const channel = search.channel ?? 'sms';
  const locale = search.locale ?? 'zh';
  const may = mayUse(me.roles, ['crm_manager', 'marketing']);
  const shown = (templates.data ?? []).filter((row) => row.channel === channel && row.locale === locale);
  return (
    <Page>
      <PageHeader title={t('templates.title')} subtitle={t('templates.subtitle')}>
        <Chips
          label={t('messages.channel')}
          hideLabel
          size="sm"
          value={channel}
          onChange={(next) => onSearch({ ...search, channel: next === 'sms' ? undefined : next })}
          options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        />
        <Chips
          label={t('templates.language')}
          hideLabel
          size="sm"
          value={locale}
          onChange={(next) => onSearch({ ...search, locale: next === 'zh' ? undefined : next })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
        />
      </PageHeader>
      <Page.Body>
        {templates.isPending ? <CardsSkeleton /> : null}
        {templates.error ? <ErrorState error={templates.error} onRetry={() => void templates.refetch()} /> : null}
        <div className={css.templates}>
          {shown.map((row) => (
            <Card key={row.code} title={t(`template.${row.code}`, { defaultValue: row.code })}>
              <div className={css.template}>
                <p className={css.templateText}>{row.text}</p>
                <div className={css.foot}>
                  <span className={css.quiet}>
                    <StatusTag tone={row.purpose === 'marketing' ? 'violet' : 'neutral'}>
                      {t(`purpose.${row.purpose}`, row.purpose)}
                    </StatusTag>{' '}
                    {row.version === 0
                      ? t('templates.builtIn')
                      : t('templates.changed', { version: row.version, at: formatTime(row.changed_at) })}
                  </span>
                  {may ? (
                    <Button size="sm" icon={EditIcon} onClick={() => setEditing(row)}>
                      {t('templates.edit')}
                    </Button>
                  ) : null}
                </div>
              </div>
            </Card>
          ))}
        </div>
      </Page.Body>
      {editing ? <TemplateSheet template={editing} onClose={() => setEditing(null)} /> : null}
    </Page>
  );
}
