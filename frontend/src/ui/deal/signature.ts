import type { Signature } from '../SignaturePad';

/** Strokes for the server. Someone who cannot draw signs by name: the name is kept beside a plain line. */
export const strokesOf = (signature: Signature): string =>
  signature.kind === 'drawn' ? signature.path : 'M60 150 L540 150';

export const signerOf = (signature: Signature, fallback: string): string =>
  signature.kind === 'typed' ? signature.name.trim() : fallback;
