import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyDamage, BodyFinding, FrameFinding, WorksheetOut } from '@/api/generated/leads/types.gen';
import { Button, IconButton } from '@/ui/Button';
import { useBilingual } from '@/ui/deal/labels';
import { CloseIcon, PlusIcon } from '@/ui/icons';
import { StatusTag } from '@/ui/Tag';
import css from './Appraisal.module.css';

interface FrameProps {
  sheet: WorksheetOut;
  value: FrameFinding[];
  onChange: (value: FrameFinding[]) => void;
}

/** The 13 points of the frame; a tap marks a defect. One is enough to make it an accident car. */
export function Frame({ sheet, value, onChange }: FrameProps) {
  const { t } = useTranslation('appraisals');
  const say = useBilingual();
  const has = (point: number, defect: string) => value.some((item) => item.point === point && item.defect === defect);
  const toggle = (point: number, defect: FrameFinding['defect']) =>
    onChange(
      has(point, defect)
        ? value.filter((item) => item.point !== point || item.defect !== defect)
        : [...value, { point, defect }],
    );
  return (
    <section className={css.form}>
      <h3 className={css.heading}>{t('inspect.frame')}</h3>
      <div className={css.frame}>
        {sheet.frame.map((point) => (
          <div key={point.point} className={css.point} data-bad={value.some((item) => item.point === point.point)}>
            <span className={css.no}>{point.point}</span>
            <span>{say(point)}</span>
            <span className={css.toggles}>
              {point.defects.map((defect) => (
                <button
                  key={defect}
                  type="button"
                  className={css.toggle}
                  aria-pressed={has(point.point, defect)}
                  aria-label={`${say(point)} ${t(`defect.${defect}`, { defaultValue: defect })}`}
                  onClick={() => toggle(point.point, defect)}
                >
                  {t(`defect.${defect}`, { defaultValue: defect })}
                </button>
              ))}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}

interface BodyProps {
  sheet: WorksheetOut;
  value: BodyFinding[];
  onChange: (value: BodyFinding[]) => void;
}

/** Part, damage, degree, add: three choices per damage. */
export function BodyDamages({ sheet, value, onChange }: BodyProps) {
  const { t } = useTranslation('appraisals');
  const say = useBilingual();
  const { parts, damages, degrees } = sheet.body;
  const [part, setPart] = useState(parts[0]?.code ?? '');
  const [damage, setDamage] = useState(damages[0]?.code ?? '');
  const [degree, setDegree] = useState(degrees[0] ?? 1);
  const nameOf = (list: typeof parts, code: string) => {
    const found = list.find((item) => item.code === code);
    return found ? say(found) : code;
  };
  const select = (label: string, current: string, set: (code: string) => void, options: [string, string][]) => (
    <select className="control" aria-label={label} value={current} onChange={(event) => set(event.target.value)}>
      {options.map(([code, text]) => (
        <option key={code} value={code}>
          {text}
        </option>
      ))}
    </select>
  );
  const pairs = (list: typeof parts): [string, string][] => list.map((item) => [item.code, say(item)]);
  return (
    <section className={css.form}>
      <h3 className={css.heading}>{t('inspect.body')}</h3>
      <div className={css.pair}>
        {select(t('inspect.part'), part, setPart, pairs(parts))}
        {select(t('inspect.damage'), damage, setDamage, pairs(damages))}
        {select(
          t('inspect.degree'),
          String(degree),
          (code) => setDegree(Number(code)),
          degrees.map((item) => [String(item), t(`degree.${item}`, { defaultValue: String(item) })]),
        )}
        <Button icon={PlusIcon} onClick={() => onChange([...value, { part, damage: damage as BodyDamage, degree }])}>
          {t('inspect.add')}
        </Button>
      </div>
      <div className={css.tags}>
        {value.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same damage may be noted twice
          <StatusTag key={index} tone="warning">
            {`${nameOf(parts, item.part)} · ${nameOf(damages, item.damage)} · ${item.degree}`}
            <IconButton
              icon={CloseIcon}
              label={t('inspect.remove')}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          </StatusTag>
        ))}
      </div>
    </section>
  );
}
