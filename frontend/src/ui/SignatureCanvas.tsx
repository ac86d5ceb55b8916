import { type PointerEvent, useRef, useState } from 'react';
import css from './SignaturePad.module.css';

const WIDTH = 600;
const HEIGHT = 200;

export interface SignatureCanvasProps {
  /** SVG path data in a 600×200 box */
  path: string;
  onChange: (path: string) => void;
  label: string;
  hint: string;
  disabled?: boolean;
}

/** The drawing surface alone, with texts as props: link pages use it without the app's i18n. */
export function SignatureCanvas({ path, onChange, label, hint, disabled = false }: SignatureCanvasProps) {
  const stroke = useRef<string | null>(null);
  const [live, setLive] = useState('');
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / (box.width || 1)) * WIDTH);
    const y = Math.round(((event.clientY - box.top) / (box.height || 1)) * HEIGHT);
    return `${x} ${y}`;
  };
  const end = () => {
    if (stroke.current) onChange(`${path}${stroke.current}`);
    stroke.current = null;
    setLive('');
  };
  return (
    <div className={css.canvas}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={css.ink}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          if (disabled) return;
          event.currentTarget.setPointerCapture?.(event.pointerId);
          stroke.current = `M${point(event)}`;
        }}
        onPointerMove={(event) => {
          if (stroke.current === null) return;
          stroke.current += `L${point(event)}`;
          setLive(stroke.current);
        }}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path
          d={`${path}${live}`}
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {path || live ? null : <span className={css.hint}>{hint}</span>}
    </div>
  );
}
