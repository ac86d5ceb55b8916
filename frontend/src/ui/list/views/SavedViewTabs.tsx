import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/lib/cx';
import { useIsPhone } from '@/lib/media';
import { toast } from '@/lib/toast';
import { Button, IconButton } from '../../Button';
import {
  CheckIcon,
  EditIcon,
  LinkIcon,
  MoreIcon,
  PinIcon,
  PlusIcon,
  StarIcon,
  TeamIcon,
  TrashIcon,
  UndoIcon,
} from '../../icons';
import { Menu, type MenuItem } from '../../Menu';
import { keptOf } from './state';
import type { ListLookState } from './useListLook';
import { ViewSheet } from './ViewSheet';
import css from './views.module.css';

/** Views above a list: one's own and shared ones as a row, what to do with the open one behind its menu. */
export function SavedViewTabs({ state, label }: { state: ListLookState; label: string }) {
  const { t } = useTranslation('list');
  const [sheet, setSheet] = useState<'new' | 'edit' | null>(null);
  const phone = useIsPhone();
  const { views, open, dirty } = state;
  const changed = dirty && open;
  return (
    <nav className={css.views} aria-label={t('view.of', { what: label })}>
      <ul className={css.row}>
        <li>
          <button
            type="button"
            className={cx(css.view, !open && css.on)}
            aria-current={open ? undefined : 'true'}
            onClick={() => state.openView(null)}
          >
            {t('view.all')}
          </button>
        </li>
        {views.map((view) => (
          <li key={view.id}>
            <button
              type="button"
              className={cx(css.view, open?.id === view.id && css.on)}
              aria-current={open?.id === view.id ? 'true' : undefined}
              onClick={() => state.openView(view)}
            >
              {view.id === state.defaultId ? <PinIcon /> : null}
              {view.name}
              {view.sharing === 'me' ? null : (
                <span className={css.shared} title={t(`view.sharedWith.${view.sharing}`, { name: view.owner_name })}>
                  <TeamIcon />
                  <span className="sr-only">{t(`view.sharedWith.${view.sharing}`, { name: view.owner_name })}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <span className={css.actions}>
        {changed ? (
          <>
            <span className={css.dirty}>{t('view.dirty')}</span>
            <IconButton icon={UndoIcon} label={t('view.reset')} onClick={() => state.openView(open)} />
          </>
        ) : null}
        {changed && open.changeable ? (
          <Button
            size="sm"
            variant="soft"
            icon={CheckIcon}
            loading={state.actions.change.isPending}
            onClick={() => state.actions.change.mutate({ view: open, ...keptOf(state.look, state.rules) })}
          >
            {t('view.update')}
          </Button>
        ) : null}
        {phone ? null : (
          <Button size="sm" variant="ghost" icon={PlusIcon} onClick={() => setSheet('new')}>
            {t('view.saveAs')}
          </Button>
        )}
        <ViewMenu state={state} onEdit={() => setSheet('edit')} {...(phone ? { onNew: () => setSheet('new') } : {})} />
      </span>
      {sheet ? <ViewSheet state={state} view={sheet === 'edit' ? open : null} onClose={() => setSheet(null)} /> : null}
    </nav>
  );
}

interface ViewMenuProps {
  state: ListLookState;
  onEdit: () => void;
  /** the phone has no room for a button of its own */
  onNew?: () => void;
}

function ViewMenu({ state, onEdit, onNew }: ViewMenuProps) {
  const { t } = useTranslation('list');
  const { open, defaultId } = state;
  const isDefault = open !== null && open.id === defaultId;
  const copy = () =>
    void navigator.clipboard?.writeText(window.location.href).then(
      () => toast(t('view.copied'), { tone: 'success' }),
      () => undefined,
    );
  const items: MenuItem[] = [
    ...(onNew ? [{ id: 'new', label: t('view.saveAs'), icon: PlusIcon, onSelect: onNew }] : []),
    ...(open
      ? [
          {
            id: 'default',
            label: t(isDefault ? 'view.noDefault' : 'view.makeDefault'),
            icon: StarIcon,
            onSelect: () => state.prefer({ default_view_id: isDefault ? null : open.id }),
          },
        ]
      : []),
    { id: 'copy', label: t('view.copy'), icon: LinkIcon, onSelect: copy },
    ...(open?.changeable
      ? [
          { id: 'edit', label: t('view.edit'), icon: EditIcon, onSelect: onEdit },
          {
            id: 'remove',
            label: t('view.remove'),
            icon: TrashIcon,
            danger: true,
            onSelect: () => {
              state.openView(null);
              state.actions.remove.mutate(open);
            },
          },
        ]
      : []),
  ];
  return (
    <Menu
      label={t('view.menu')}
      items={items}
      trigger={(props) => <IconButton icon={MoreIcon} label={t('view.menu')} {...props} />}
    />
  );
}
