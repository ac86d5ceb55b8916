import type { AbstractNode, IconDefinition } from '@ant-design/icons-svg/es/types';
import { createElement, type ReactElement } from 'react';

export interface IconProps {
  className?: string;
  /** names the icon when it stands alone; without it the icon is decoration */
  label?: string;
}

function draw(node: AbstractNode, key: number): ReactElement {
  return createElement(node.tag, { key, ...node.attrs }, node.children?.map(draw));
}

/** Turns an icon definition into a component that takes the size of the text around it. */
export function makeIcon(definition: IconDefinition) {
  const root =
    typeof definition.icon === 'function' ? definition.icon('currentColor', 'currentColor') : definition.icon;
  const children = root.children?.map(draw);
  return function Icon({ className, label }: IconProps) {
    return (
      <svg
        viewBox={root.attrs.viewBox ?? '64 64 896 896'}
        className={className ? `icon ${className}` : 'icon'}
        role={label ? 'img' : undefined}
        aria-label={label}
        aria-hidden={label ? undefined : true}
      >
        {children}
      </svg>
    );
  };
}
