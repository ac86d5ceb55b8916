import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import css from './FilterBar.module.css';
import { CloseIcon, SearchIcon } from './icons';

export interface FilterBarProps {
  /** text of the search box; keep it in the URL */
  search?: string;
  onSearch?: (text: string) => void;
  searchLabel?: string;
  /** Chips (size sm), native selects */
  children?: ReactNode;
  /** some filter is set */
  filtered?: boolean;
  onClear?: () => void;
}

const PAUSE_MS = 250;

/** Search box (sends after a pause) and filters above a list. */
export function FilterBar({ search, onSearch, searchLabel, children, filtered, onClear }: FilterBarProps) {
  const { t } = useTranslation('ui');
  return (
    <search className={css.bar}>
      {onSearch ? <SearchBox value={search ?? ''} onSearch={onSearch} label={searchLabel ?? t('list.search')} /> : null}
      {children}
      {filtered && onClear ? (
        <Button size="sm" variant="ghost" icon={CloseIcon} onClick={onClear}>
          {t('state.clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

/** Sends what is typed after a pause. */
export function SearchBox({
  value,
  onSearch,
  label,
}: {
  value: string;
  onSearch: (text: string) => void;
  label: string;
}) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onSearch(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <span className={css.search}>
      <SearchIcon className={css.icon} />
      <input
        type="search"
        className={`control ${css.input}`}
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}
