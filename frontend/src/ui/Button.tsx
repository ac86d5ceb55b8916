import type { ButtonHTMLAttributes, ComponentType, Ref } from 'react';
import { cx } from '@/lib/cx';
import css from './Button.module.css';
import { Kbd } from './Kbd';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: 'primary' | 'default' | 'soft' | 'ghost' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  icon?: ComponentType;
  /** keeps the width, shows a spinner and swallows clicks */
  loading?: boolean;
  block?: boolean;
  /** shortcut shown at the end; registering it is the command registry's job */
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  variant = 'default',
  size = 'md',
  icon: Icon,
  loading = false,
  block,
  keys,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(css.button, css[variant], css[size], block && css.block, className)}
      aria-busy={loading || undefined}
      onClick={loading ? (event) => event.preventDefault() : onClick}
    >
      {loading ? <span className={css.spinner} aria-hidden="true" /> : Icon ? <Icon /> : null}
      {children ? <span className={css.label}>{children}</span> : null}
      {keys ? <Kbd keys={keys} /> : null}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  icon: ComponentType;
  /** says what it does; also the tooltip */
  label: string;
  active?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, label, active, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={cx(css.iconButton, active && css.active, className)}
    >
      <Icon />
    </button>
  );
}
