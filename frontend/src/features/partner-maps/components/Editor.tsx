import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartnerMapOut } from '@/api/generated/leads/types.gen';
import { asProblem } from '@/api/problem';
import { useIsPhone } from '@/lib/media';
import { toast } from '@/lib/toast';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { PageHeader } from '@/ui/PageHeader';
import { Tabs } from '@/ui/Tabs';
import { usePartnerMap, usePresets, useSaveMap, useTrial } from '../hooks';
import { type Draft, isChanged, keep, keptOf, sectionOf, wholeOf } from '../model';
import type { MapTab, PartnerMapsPageProps } from '../pages/PartnerMapsPage';
import { Part, type PartProps, Refused, State } from './Part';
import css from './PartnerMaps.module.css';
import { Trial } from './Trial';

interface EditorProps extends PartnerMapsPageProps {
  saved: PartnerMapOut;
  picker: ReactNode;
}

function useDraft(saved: PartnerMapOut) {
  const partner = saved.partner_id;
  const [kept, setKept] = useState(() => keptOf(partner) ?? { base: saved.version, map: wholeOf(saved.map) });
  const dirty = isChanged(saved, kept.map);
  useEffect(() => keep(partner, dirty ? kept : null), [partner, dirty, kept]);
  return {
    ...kept,
    dirty,
    change: (part: Partial<Draft>) => setKept((now) => ({ ...now, map: { ...now.map, ...part } })),
    begin: (from: PartnerMapOut) => setKept({ base: from.version, map: wholeOf(from.map) }),
    rebase: (base: number) => setKept((now) => ({ ...now, base })),
  };
}

/** A partner's map: edited on one side, tried out on the other, saved as a whole. */
export function Editor({ saved, picker, search, onSearch }: EditorProps) {
  const { t } = useTranslation(['partner-maps', 'ui']);
  const phone = useIsPhone();
  const draft = useDraft(saved);
  const save = useSaveMap(saved.partner_id);
  const found = usePartnerMap(saved.partner_id);
  const presets = usePresets().data ?? [];
  const [typed, setTyped] = useState<string | null>(null);
  const [position, setPosition] = useState(0);
  const sample = typed ?? (presets.find((one) => one.code === draft.map.preset) ?? presets[0])?.sample ?? '';
  const trial = useTrial(saved.partner_id, draft.map, sample);
  const tab = search.tab === 'trial' && !phone ? 'fields' : (search.tab ?? 'fields');
  const go = (next: MapTab) => onSearch({ ...search, tab: next === 'fields' ? undefined : next });
  const stale = save.error ? asProblem(save.error).isStale : false;
  const problem = save.error && !stale ? save.error : trial.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { map: draft.map, base: draft.base },
      {
        onSuccess: (now) => {
          draft.begin(now);
          toast(t('saved'), { tone: 'success' });
        },
        onError: (error) => {
          const section = sectionOf(error);
          if (section) go(section);
        },
      },
    );
  };
  const theirs = async (mine: boolean) => {
    const now = (await found.refetch()).data;
    save.reset();
    if (now) mine ? draft.rebase(now.version) : draft.begin(now);
  };
  const part: PartProps = {
    draft: draft.map,
    onChange: draft.change,
    problem,
    record: trial.data?.records.find((one) => one.position === position),
  };
  const tabs: MapTab[] = ['fields', 'enumerations', 'skips', 'feedback', 'general', 'history'];
  if (phone) tabs.splice(1, 0, 'trial');
  const tryOut = <Trial {...{ sample, position, trial }} onSample={setTyped} onPosition={setPosition} />;
  return (
    <form className={css.whole} onSubmit={submit}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        tags={<State dirty={draft.dirty} version={saved.version} />}
        actions={
          <>
            {draft.dirty ? <Button onClick={() => draft.begin(saved)}>{t('discard')}</Button> : null}
            <Button
              type="submit"
              variant="primary"
              loading={save.isPending}
              disabled={!draft.dirty && saved.version > 0}
            >
              {t('ui:action.save')}
            </Button>
          </>
        }
      >
        {picker}
        <Tabs
          label={t('title')}
          value={tab}
          onChange={(next) => go(next as MapTab)}
          items={tabs.map((id) => ({
            id,
            label: t(`tab.${id}`),
            count: countOf(draft.map, id),
          }))}
        />
      </PageHeader>
      <Page.Body>
        <Refused problem={save.error} onMine={() => void theirs(true)} onTheirs={() => void theirs(false)} />
        <div className={css.columns}>
          <div className={css.stack}>
            <Part {...{ tab, part, saved }} onPreset={() => setTyped(null)} />
            {tab === 'trial' ? tryOut : null}
          </div>
          {phone ? null : tryOut}
        </div>
      </Page.Body>
    </form>
  );
}

function countOf(map: Draft, tab: MapTab): number | undefined {
  return tab === 'fields' || tab === 'enumerations' || tab === 'skips' || tab === 'feedback'
    ? map[tab].length
    : undefined;
}
