import { useTranslation } from 'react-i18next';
import type { BreakdownOut, CarModelRow } from '@/api/generated/leads/types.gen';
import { formatFen } from '@/lib/money';
import { Button, IconButton } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { useDealLabel } from '@/ui/deal/labels';
import { FormField } from '@/ui/FormField';
import { CloseIcon, PlusIcon } from '@/ui/icons';
import { MoneyInput } from '@/ui/MoneyInput';
import { useFreeCars } from '../../hooks';
import type { Draft } from '../../model';
import css from './Quote.module.css';

export interface PartProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  /** refusal of the preview: shown at the field it points to */
  problem: unknown;
  figures: BreakdownOut | undefined;
}

export function CarPart({ draft, onChange, problem, models }: PartProps & { models: readonly CarModelRow[] }) {
  const { t } = useTranslation('deals');
  const label = useDealLabel();
  const model = models.find((item) => item.id === draft.modelId);
  const cars = useFreeCars(draft.modelId).data ?? [];
  const fitting = draft.colour ? cars.filter((car) => car.colour === draft.colour) : cars;
  return (
    <Card title={t('part.car')}>
      <div className={css.form}>
        <div className={css.pair}>
          <FormField label={t('field.model')} required problem={problem} pointer="/model_id">
            {(props) => (
              <select
                {...props}
                className="control"
                value={draft.modelId ?? ''}
                onChange={(event) => {
                  const next = models.find((item) => item.id === event.target.value);
                  onChange({ modelId: next?.id ?? null, colour: next?.colours[0] ?? null, carId: null });
                }}
              >
                {models.map((item) => (
                  <option key={item.id} value={item.id}>
                    {`${item.brand} ${item.series} ${item.name} ${item.model_year} · ${formatFen(item.msrp_fen)}`}
                  </option>
                ))}
              </select>
            )}
          </FormField>
          <FormField label={t('field.car')} problem={problem} pointer="/car_id">
            {(props) => (
              <select
                {...props}
                className="control"
                value={draft.carId ?? ''}
                onChange={(event) => {
                  const car = cars.find((item) => item.id === event.target.value);
                  onChange({ carId: car?.id ?? null, ...(car ? { colour: car.colour } : {}) });
                }}
              >
                <option value="">{t('field.anyCar', { count: fitting.length })}</option>
                {fitting.map((car) => (
                  <option key={car.id} value={car.id}>
                    {`${car.vin.slice(-6)} · ${car.colour} · ${label('carKind', car.kind)} · ${t('field.age', { count: car.age_days })}`}
                  </option>
                ))}
              </select>
            )}
          </FormField>
        </div>
        {model ? (
          <Chips
            label={t('field.colour')}
            size="sm"
            value={draft.colour}
            onChange={(colour) => onChange({ colour, carId: null })}
            options={model.colours.map((colour) => {
              const count = cars.filter((car) => car.colour === colour).length;
              return { value: colour, label: count > 0 ? `${colour} · ${count}` : colour };
            })}
          />
        ) : null}
      </div>
    </Card>
  );
}

export function PricePart({ draft, onChange, problem, figures }: PartProps) {
  const { t } = useTranslation('deals');
  const money = (key: 'discount' | 'commercial' | 'compulsory' | 'vehicleTax' | 'plateFee', pointer: string) => {
    const standard = { compulsory: figures?.compulsory_insurance_fen, plateFee: figures?.plate_fee_fen }[
      key as 'plateFee'
    ];
    return (
      <FormField label={t(`field.${key}`)} problem={problem} pointer={pointer}>
        {(props) => (
          <MoneyInput {...props} value={draft[key] ?? standard ?? null} onChange={(fen) => onChange({ [key]: fen })} />
        )}
      </FormField>
    );
  };
  return (
    <Card title={t('part.price')}>
      <div className={css.pair}>
        {money('discount', '/discount_fen')}
        {money('commercial', '/commercial_insurance_fen')}
        {money('compulsory', '/compulsory_insurance_fen')}
        {money('vehicleTax', '/vehicle_tax_fen')}
        {money('plateFee', '/plate_fee_fen')}
      </div>
    </Card>
  );
}

const USUAL = ['film', 'mats', 'recorder', 'warranty'] as const;
const USUAL_FEN = { film: 288_000, mats: 68_000, recorder: 98_000, warranty: 360_000 };

export function ExtrasPart({ draft, onChange }: PartProps) {
  const { t } = useTranslation('deals');
  const set = (index: number, change: Partial<Draft['extras'][number]>) =>
    onChange({ extras: draft.extras.map((line, at) => (at === index ? { ...line, ...change } : line)) });
  const add = (name: string, unit_fen: number) =>
    onChange({ extras: [...draft.extras, { kind: 'accessory', name, quantity: 1, unit_fen, gift: false }] });
  return (
    <Card title={t('part.extras')}>
      <div className={css.form}>
        {draft.extras.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity until they are saved
          <div key={index} className={css.extra}>
            <input
              className="control"
              aria-label={t('field.extraName')}
              maxLength={60}
              value={line.name}
              onChange={(event) => set(index, { name: event.target.value })}
            />
            <MoneyInput
              value={line.unit_fen}
              onChange={(fen) => set(index, { unit_fen: fen ?? 0 })}
              {...{ 'aria-label': t('field.extraPrice') }}
            />
            <label className={css.gift}>
              <input
                type="checkbox"
                checked={line.gift ?? false}
                onChange={(event) => set(index, { gift: event.target.checked })}
              />
              {t('field.gift')}
            </label>
            <IconButton
              icon={CloseIcon}
              label={t('field.extraRemove', { name: line.name })}
              onClick={() => onChange({ extras: draft.extras.filter((_, at) => at !== index) })}
            />
          </div>
        ))}
        <div className={css.actions} style={{ flexWrap: 'wrap' }}>
          {USUAL.filter((code) => !draft.extras.some((line) => line.name === t(`extra.${code}`))).map((code) => (
            <Button
              key={code}
              size="sm"
              variant="soft"
              icon={PlusIcon}
              onClick={() => add(t(`extra.${code}`), USUAL_FEN[code])}
            >
              {t(`extra.${code}`)}
            </Button>
          ))}
          <Button size="sm" variant="ghost" icon={PlusIcon} onClick={() => add('', 0)}>
            {t('extra.other')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
