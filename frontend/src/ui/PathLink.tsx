import { useNavigate } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, Ref } from 'react';

export interface PathLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** path with its search part, when it comes from data and the router's typed form does not fit */
  href: string;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link to a route known only at run time: navigates in the app, opens in a new tab with the usual keys. */
export function PathLink({ href, onClick, ...rest }: PathLinkProps) {
  const navigate = useNavigate();
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void navigate({ href } as Parameters<typeof navigate>[0]);
  };
  return <a {...rest} href={href} onClick={go} />;
}
