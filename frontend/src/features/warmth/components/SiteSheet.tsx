import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { SiteOut } from '@/api/generated/leads/types.gen';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { FormErrors } from '@/ui/FormErrors';
import { FormField } from '@/ui/FormField';
import { Sheet } from '@/ui/Sheet';
import css from './Warmth.module.css';

/** A new web site with its origins, or a showroom device. */
export function SiteSheet({ onClose, onAdded }: { onClose: () => void; onAdded: (site: SiteOut) => void }) {
  const { t } = useTranslation('warmth');
  const [door, setDoor] = useState<'site' | 'device'>('site');
  const [name, setName] = useState('');
  const [origins, setOrigins] = useState('');
  const [wording, setWording] = useState('1');
  const add = useMutation({
    mutationFn: () =>
      api<SiteOut>('/api/v1/leads/behaviour-sites', {
        method: 'POST',
        body: {
          door,
          name,
          wording_version: wording,
          origins: door === 'site' ? origins.split(/\s+/).filter(Boolean) : [],
        },
      }),
    onSuccess: onAdded,
    meta: { quiet: true },
  });
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('beacon.add')}
      width="sm"
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={add.isPending}
          disabled={!name.trim()}
          onClick={() => add.mutate()}
        >
          {t('beacon.save')}
        </Button>
      }
    >
      <div className={css.stack}>
        <FormErrors problem={add.error} pointers={['/name', '/origins', '/wording_version']} />
        <Chips
          label={t('beacon.door')}
          value={door}
          onChange={setDoor}
          options={(['site', 'device'] as const).map((value) => ({ value, label: t(`beacon.${value}`) }))}
        />
        <FormField label={t('beacon.name')} problem={add.error} pointer="/name" required>
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        {door === 'site' ? (
          <FormField
            label={t('beacon.origins')}
            hint={t('beacon.originsHint')}
            problem={add.error}
            pointer="/origins"
            required
          >
            {(props) => (
              <textarea
                {...props}
                className="control"
                rows={3}
                value={origins}
                onChange={(event) => setOrigins(event.target.value)}
              />
            )}
          </FormField>
        ) : null}
        <FormField label={t('beacon.wording')} problem={add.error} pointer="/wording_version">
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={40}
              value={wording}
              onChange={(event) => setWording(event.target.value)}
            />
          )}
        </FormField>
      </div>
    </Sheet>
  );
}
