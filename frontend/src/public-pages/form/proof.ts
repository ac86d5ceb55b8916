/**
 * Proof of work: a number after which SHA-256 of `token:number` begins with so many zero bits.
 * Written out, because `crypto.subtle` is absent over plain HTTP, and a call per hash would cost more than the hash.
 */
const K = new Uint32Array(64);
const START = new Uint32Array(8);

function fractions(): void {
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false;
    if (!prime) continue;
    if (found < 8) START[found] = (candidate ** (1 / 2) % 1) * 2 ** 32;
    K[found++] = (candidate ** (1 / 3) % 1) * 2 ** 32;
  }
}

const turn = (value: number, by: number) => (value >>> by) | (value << (32 - by));
const at = (words: Uint32Array, index: number) => words[index] as number;

/** The digest of ASCII text as eight 32-bit words. */
export function sha256(text: string): Uint32Array {
  if (K[63] === 0) fractions();
  const blocks = (text.length + 9 + 63) >> 6;
  const words = new Uint32Array(blocks * 16);
  for (let i = 0; i < text.length; i++) words[i >> 2] = at(words, i >> 2) | (text.charCodeAt(i) << (24 - (i % 4) * 8));
  words[text.length >> 2] = at(words, text.length >> 2) | (0x80 << (24 - (text.length % 4) * 8));
  words[words.length - 1] = text.length * 8;
  const state = START.slice();
  const w = new Uint32Array(64);
  for (let block = 0; block < blocks; block++) compress(state, words.subarray(block * 16, block * 16 + 16), w);
  return state;
}

function compress(state: Uint32Array, block: Uint32Array, w: Uint32Array): void {
  w.set(block);
  for (let i = 16; i < 64; i++) {
    const x = at(w, i - 15);
    const y = at(w, i - 2);
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = at(state, i) + value;
  });
}

const CHUNK = 2000;

/** Works in slices, so that the page stays alive. */
export async function solve(token: string, bits: number): Promise<string> {
  for (let number = 0; ; number++) {
    if (at(sha256(`${token}:${number}`), 0) >>> (32 - bits) === 0) return String(number);
    if (number % CHUNK === CHUNK - 1) await new Promise((resolve) => setTimeout(resolve));
  }
}
