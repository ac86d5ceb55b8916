import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterOut, StaffRow, StoreOut } from '@/api/generated/gateway/types.gen';
import { useMe } from '@/api/session';
import { useBusinessNow } from '@/lib/clock';
import { mayUse } from '@/lib/roles';
import { addDays, formatDate, localDate } from '@/lib/time';
import { toast } from '@/lib/toast';
import { Button, IconButton } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { FormErrors } from '@/ui/FormErrors';
import { LeftIcon, RightIcon } from '@/ui/icons';
import { RowsSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { GATEWAY, useAct, useAll, useOne } from '../api';
import { hours, mondayOf, rosterBody, type Shift, shiftOf, weekLater } from '../model';
import type { OrganisationProps } from '../search';
import css from './Admin.module.css';

const KEEPERS = ['floor_supervisor', 'sales_manager', 'dcc_supervisor', 'service_manager'] as const;

/** The week's duty: a tap puts someone on for the opening hours, another takes them off. */
export function Roster({ store, search, onSearch }: OrganisationProps & { store: string }) {
  const { t } = useTranslation('admin');
  const now = useBusinessNow(3_600_000);
  const monday = search.monday ?? (now === null ? '' : mondayOf(localDate(now)));
  const path = `${GATEWAY}/stores/${store}/duty-roster`;
  const roster = useOne<RosterOut>(path, { monday }, monday !== '');
  const go = (days: number) => onSearch({ ...search, monday: addDays(monday, days) });
  return (
    <Card
      title={monday ? `${formatDate(monday)} – ${formatDate(addDays(monday, 6), 'monthDay')}` : t('tab.roster')}
      extra={
        <span className={css.line}>
          <IconButton icon={LeftIcon} label={t('roster.previous')} onClick={() => go(-7)} />
          <IconButton icon={RightIcon} label={t('roster.next')} onClick={() => go(7)} />
        </span>
      }
    >
      {roster.error ? <ErrorState compact error={roster.error} onRetry={() => void roster.refetch()} /> : null}
      {roster.data ? (
        <Week key={`${store}-${monday}-${roster.data.revision}`} {...{ store, path }} roster={roster.data} />
      ) : roster.error ? null : (
        <RowsSkeleton rows={6} />
      )}
    </Card>
  );
}

function Week({ store, path, roster }: { store: string; path: string; roster: RosterOut }) {
  const { t } = useTranslation('admin');
  const me = useMe();
  const may = mayUse(me.roles, KEEPERS);
  const staff = useAll<StaffRow>(`${GATEWAY}/staff`, { store_id: store, active: true, limit: 500 }).data?.items ?? [];
  const opening = useOne<StoreOut>(`${GATEWAY}/stores/${store}`).data?.opening ?? [];
  const [changed, setChanged] = useState<Readonly<Record<string, Shift | null>>>({});
  const save = useAct(true);
  const empty = may && roster.revision === 0 && Object.keys(changed).length === 0;
  const before = useOne<RosterOut>(path, { monday: addDays(roster.monday, -7) }, empty).data;
  const days = Array.from({ length: 7 }, (_, index) => addDays(roster.monday, index));
  const kept = (day: string, person: string) => {
    const key = `${day}|${person}`;
    return key in changed ? (changed[key] ?? null) : shiftOf(roster, day, person);
  };
  const flip = (day: string, index: number, person: string) =>
    setChanged({
      ...changed,
      [`${day}|${person}`]: kept(day, person)
        ? null
        : hours(
            person,
            day,
            opening.find((o) => o.weekday === index + 1),
          ),
    });
  const submit = () =>
    save.mutate(
      {
        path,
        method: 'PUT',
        query: { monday: roster.monday },
        body: rosterBody(roster, days, changed),
        ifMatch: roster.revision,
      },
      { onSuccess: () => toast(t('roster.saved'), { tone: 'success' }) },
    );
  return (
    <div className={css.stack}>
      {empty ? (
        <div className={css.row}>
          <span className={css.quiet}>{t('roster.none')}</span>
          {before && before.revision > 0 ? (
            <Button variant="soft" onClick={() => setChanged(weekLater(before))}>
              {t('roster.repeat')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={t('tab.roster')}>
        <table className={css.roster}>
          <thead>
            <tr>
              <th scope="col">{t('staff.name')}</th>
              {days.map((day, index) => (
                <th key={day} scope="col">
                  {t(`weekday.${index + 1}`)} {formatDate(day, 'monthDay')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {staff.map((person) => (
              <tr key={person.id}>
                <th scope="row">{person.name}</th>
                {days.map((day, index) => {
                  const shift = kept(day, person.id);
                  return (
                    <td key={day}>
                      <button
                        type="button"
                        className={css.cell}
                        aria-pressed={shift !== null}
                        aria-label={`${person.name} ${t(`weekday.${index + 1}`)} ${shift?.label ?? t('roster.off')}`}
                        disabled={!may}
                        onClick={() => flip(day, index, person.id)}
                      >
                        {shift?.label ?? t('roster.off')}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <FormErrors problem={save.error} />
      {Object.keys(changed).length > 0 ? (
        <div className={css.line}>
          <Button variant="primary" loading={save.isPending} onClick={submit}>
            {t('roster.save')}
          </Button>
          <Button variant="ghost" onClick={() => setChanged({})}>
            {t('roster.discard')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
