import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sharing } from '@/api/generated/gateway/types.gen';
import { toast } from '@/lib/toast';
import { Button } from '../../Button';
import { Chips } from '../../Chips';
import { FormErrors } from '../../FormErrors';
import { FormField } from '../../FormField';
import { Sheet } from '../../Sheet';
import { keptOf } from './state';
import type { ListLookState } from './useListLook';
import type { SavedViewOut } from './useSavedViews';
import css from './views.module.css';

const SHARINGS: readonly Sharing[] = ['me', 'team', 'store'];

export interface ViewSheetProps {
  state: ListLookState;
  /** to rename and share; null keeps what is on screen as a new one */
  view: SavedViewOut | null;
  onClose: () => void;
}

export function ViewSheet({ state, view, onClose }: ViewSheetProps) {
  const { t } = useTranslation(['list', 'ui']);
  const [name, setName] = useState(view?.name ?? '');
  const [sharing, setSharing] = useState<Sharing>(view?.sharing ?? 'me');
  const [first, setFirst] = useState(false);
  const { save, change } = state.actions;
  const running = view ? change : save;
  const error = running.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = { name: name.trim(), sharing };
    if (!chosen.name) return;
    if (view) return change.mutate({ view, ...chosen }, { onSuccess: onClose });
    save.mutate(
      { ...chosen, ...keptOf(state.look, state.rules) },
      {
        onSuccess: (made) => {
          if (first) state.prefer({ default_view_id: made.id });
          toast(t('view.saved', { name: made.name }), { tone: 'success' });
          state.openView(made);
          onClose();
        },
      },
    );
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(view ? 'view.edit' : 'view.saveAs')}
      width="sm"
      footer={
        <Button
          variant="primary"
          size="lg"
          block
          type="submit"
          form="saved-view"
          loading={running.isPending}
          disabled={!name.trim()}
        >
          {t('ui:action.save')}
        </Button>
      }
    >
      <form id="saved-view" className={css.form} onSubmit={submit}>
        <FormField label={t('view.name')} problem={error} pointer="/name" required>
          {(props) => (
            <input
              {...props}
              className="control"
              maxLength={40}
              data-autofocus=""
              value={name}
              placeholder={t('view.example')}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        <Chips
          label={t('view.sharing')}
          value={sharing}
          onChange={setSharing}
          options={SHARINGS.map((value) => ({
            value,
            label: t(`view.share.${value}`),
            disabled: !(state.mayShare as readonly string[]).includes(value),
          }))}
        />
        {view ? null : (
          <label className={css.check}>
            <input type="checkbox" checked={first} onChange={(event) => setFirst(event.target.checked)} />
            {t('view.openFirst')}
          </label>
        )}
        <p className={css.hint}>{t('view.hint')}</p>
        <FormErrors problem={error} pointers={['/name']} />
      </form>
    </Sheet>
  );
}
