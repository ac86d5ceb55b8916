import { useTranslation } from 'react-i18next';
import { Button } from '../Button';
import { DownIcon } from '../icons';
import { Menu } from '../Menu';

export interface SortOption {
  key: string;
  label: string;
}

export interface SortMenuProps {
  options: readonly SortOption[];
  value: string;
  onChange: (key: string) => void;
}

/** The orders that the server keeps an index for. */
export function SortMenu({ options, value, onChange }: SortMenuProps) {
  const { t } = useTranslation('list');
  const label = options.find((option) => option.key === value)?.label ?? '';
  return (
    <Menu
      label={t('sort')}
      items={options.map((option) => ({
        id: option.key,
        label: option.label,
        checked: option.key === value,
        onSelect: () => onChange(option.key),
      }))}
      trigger={(props) => (
        <Button size="sm" icon={DownIcon} aria-label={t('sortedBy', { what: label })} {...props}>
          {label}
        </Button>
      )}
    />
  );
}
