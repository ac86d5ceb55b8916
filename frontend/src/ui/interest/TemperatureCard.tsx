import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Layer, TemperatureOut } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button } from '../Button';
import { Card } from '../Card';
import { Chips } from '../Chips';
import { FormField } from '../FormField';
import { Sheet } from '../Sheet';
import { ErrorState } from '../States';
import { TemperatureTag } from './Badges';
import css from './Interest.module.css';
import { useSetTemperature, useTemperature } from './queries';
import { LAYERS, useInterestWords } from './words';

const SHOWN = 4;

/** Where the customer stands and why, what this layer gets and what for, and the moves so far. */
export function TemperatureCard({ customerId, editable }: { customerId: string; editable: boolean }) {
  const { t, i18n } = useTranslation('interest');
  const words = useInterestWords();
  const { data, error, refetch } = useTemperature(customerId);
  const [moving, setMoving] = useState(false);
  if (error && !data)
    return (
      <Card title={t('temperature.title')}>
        <ErrorState compact error={error} onRetry={() => void refetch()} />
      </Card>
    );
  if (!data?.layer) return null;
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return (
    <Card
      title={t('temperature.title')}
      extra={
        editable ? (
          <Button size="sm" variant="ghost" onClick={() => setMoving(true)}>
            {t('temperature.set')}
          </Button>
        ) : undefined
      }
    >
      <div className={css.stack}>
        <p className={css.head}>
          <TemperatureTag layer={data.layer} />
          <span>{data.reason ? words.move(data.reason) : ''}</span>
          <span className={css.small}>{data.since ? t('temperature.since', { at: formatTime(data.since) }) : ''}</span>
        </p>
        {data.plan ? (
          <dl className={css.list}>
            <div className={css.line}>
              <dt className={css.label}>{t('temperature.goal')}</dt>
              <dd>{data.plan.goal[language]}</dd>
            </div>
            <div className={css.line}>
              <dt className={css.label}>{t('temperature.content')}</dt>
              <dd>{data.plan.content[language]}</dd>
            </div>
            <div className={css.line}>
              <dt className="sr-only">{t('temperature.content')}</dt>
              <dd className={css.small}>
                {t('temperature.touches', { count: data.plan.touches_per_month })} ·{' '}
                {t(data.plan.automatic ? 'temperature.automatic' : 'temperature.manual')}
              </dd>
            </div>
          </dl>
        ) : null}
        <Moves data={data} />
      </div>
      {moving ? <MoveSheet customerId={customerId} from={data.layer} onClose={() => setMoving(false)} /> : null}
    </Card>
  );
}

function Moves({ data }: { data: TemperatureOut }) {
  const { t } = useTranslation('interest');
  const words = useInterestWords();
  if (data.history.length === 0) return null;
  return (
    <section className={css.list}>
      <h3 className={css.label}>{t('temperature.history')}</h3>
      <ol className={css.list}>
        {data.history.slice(0, SHOWN).map((move) => (
          <li key={`${move.at}${move.new}`} className={css.line}>
            <span className={css.tags}>
              <TemperatureTag layer={move.old} /> → <TemperatureTag layer={move.new} />
              <span className={css.small}>{words.move(move.reason)}</span>
            </span>
            <span className={css.small}>
              {formatTime(move.at)} · {move.actor_name ?? t('temperature.rules')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function MoveSheet({ customerId, from, onClose }: { customerId: string; from: Layer; onClose: () => void }) {
  const { t } = useTranslation('interest');
  const set = useSetTemperature(customerId);
  const [layer, setLayer] = useState<Layer | null>(null);
  const [note, setNote] = useState('');
  const save = () => {
    if (!layer) return;
    set.mutate(
      { layer, note },
      {
        onSuccess: () => {
          toast(t('temperature.saved', { layer: t(`layerLong.${layer}`) }), { tone: 'success' });
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('temperature.set')}
      width="sm"
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          loading={set.isPending}
          disabled={!layer || !note.trim()}
          onClick={save}
        >
          {t('temperature.save')}
        </Button>
      }
    >
      <div className={css.form}>
        <Chips
          label={t('temperature.title')}
          value={layer}
          onChange={setLayer}
          options={LAYERS.filter((one) => one !== from).map((value) => ({ value, label: t(`layerLong.${value}`) }))}
        />
        <FormField label={t('temperature.why')} required>
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </FormField>
      </div>
    </Sheet>
  );
}
