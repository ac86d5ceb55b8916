import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommands } from '@/lib/commands';
import css from './Side.module.css';

/** For posts without a sales queue: their workplaces, one tap away. */
export function StartTiles() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const go = (to: string) => void navigate({ href: to } as Parameters<typeof navigate>[0]);
  const places = useCommands().filter(({ id }) => id.startsWith('nav:') && id !== 'nav:today');
  return (
    <div className={css.tiles}>
      {places.map((place) => (
        <button key={place.id} type="button" className={css.tile} onClick={() => place.run({ go })}>
          {t(`nav.${place.id.slice(4)}`)}
        </button>
      ))}
    </div>
  );
}
