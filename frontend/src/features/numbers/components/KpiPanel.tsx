import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Button } from '@/ui/Button';
import { EditIcon } from '@/ui/icons';
import { SidePanel } from '@/ui/SidePanel';
import { Tabs } from '@/ui/Tabs';
import { cutOf, type Dimension, type KpiCard, type NumbersSearch, type Part, shown, TARGET_ROLES } from '../model';
import { Breakdown } from './Breakdown';
import css from './Numbers.module.css';
import { Rows } from './Rows';
import { TargetSheet } from './TargetSheet';
import { Trend } from './Trend';

export interface KpiPanelProps {
  card: KpiCard;
  month: string;
  search: NumbersSearch;
  onSearch: (change: Partial<NumbersSearch>) => void;
}

/** A number opened: how it is made, how it moved, whose it is, and the rows behind it. */
export function KpiPanel({ card, month, search, onSearch }: KpiPanelProps) {
  const { t, i18n } = useTranslation('numbers');
  const me = useMe();
  const [aiming, setAiming] = useState(false);
  const english = i18n.language === 'en';
  const by: Dimension = search.by ?? 'adviser';
  const part: Part = card.denominator === null ? 'numerator' : (search.part ?? 'numerator');
  return (
    <SidePanel
      title={english ? card.en : card.zh}
      onClose={() => onSearch({ kpi: undefined, group: undefined, part: undefined })}
      actions={
        mayUse(me.roles, TARGET_ROLES) ? (
          <Button size="sm" icon={EditIcon} onClick={() => setAiming(true)}>
            {t('target.edit')}
          </Button>
        ) : undefined
      }
    >
      <div className={css.panel}>
        <p className={css.panelFormula}>{english ? card.formula_en : card.formula_zh}</p>
        <p className={css.panelValue}>
          <strong>{shown(card, card.unit)}</strong>
          {card.target === null && card.warn === null ? null : (
            <span className={css.quiet}>
              {t('target.line', {
                target: shown({ value: card.target }, card.unit),
                warn: shown({ value: card.warn }, card.unit),
              })}
            </span>
          )}
        </p>
        <Trend card={card} month={month} />
        <Breakdown
          card={card}
          month={month}
          by={by}
          group={search.group}
          wholeGroup={mayUse(me.roles, []) && me.roles.includes('group_admin')}
          onBy={(value) => onSearch({ by: value, group: undefined })}
          onGroup={(group) => onSearch({ group })}
        />
        <Tabs
          label={t('rows')}
          value={part}
          onChange={(value) => onSearch({ part: value as Part })}
          items={[
            { id: 'numerator', label: t('part.numerator') },
            ...(card.denominator === null ? [] : [{ id: 'denominator', label: t('part.denominator') }]),
          ]}
        >
          <Rows card={card} month={month} part={part} cut={cutOf(by, search.group)} />
        </Tabs>
      </div>
      <TargetSheet key={card.id} card={card} open={aiming} onClose={() => setAiming(false)} />
    </SidePanel>
  );
}
