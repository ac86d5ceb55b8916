const GAP = 6;
const EDGE = 8;

/** Puts a popup into the top layer beside its trigger, on the side where there is room. */
export function placePopup(trigger: HTMLElement, popup: HTMLElement): void {
  // Absent in older embedded browsers; the fixed position alone is then good enough.
  popup.showPopover?.();
  const at = trigger.getBoundingClientRect();
  const size = popup.getBoundingClientRect();
  const below = at.bottom + GAP + size.height <= window.innerHeight - EDGE;
  const top = below ? at.bottom + GAP : Math.max(EDGE, at.top - GAP - size.height);
  const left = at.left + size.width <= window.innerWidth - EDGE ? at.left : at.right - size.width;
  popup.style.top = `${top}px`;
  popup.style.left = `${Math.max(EDGE, left)}px`;
}
