import { describe, expect, it } from 'vitest';
import { freshWording, linesOf, nextVersion, snippetOf, withWording } from './form-model';
import { bodyOf, NEW_MAILBOX, needsPassword, withSecurity } from './mail-model';

const SAVED = [{ purpose: 'service' as const, version: '2026-01', zh: 'a', en: 'b' }];

describe('forms', () => {
  it.each([
    ['1', '2'],
    ['2026-01', '2026-02'],
    ['2026-09', '2026-10'],
    ['v', 'v2'],
  ])('counts versions on: %s', (before, after) => expect(nextVersion(before)).toBe(after));

  it('gives another text another version, and the old text its own again', () => {
    const [saved] = SAVED;
    if (!saved) throw new Error('none');
    const changed = withWording(SAVED, saved, { zh: 'c' });
    expect(changed.version).toBe('2026-02');
    expect(withWording(SAVED, changed, { zh: 'cd' }).version).toBe('2026-02');
    expect(withWording(SAVED, changed, { zh: 'a' }).version).toBe('2026-01');
    expect(withWording(SAVED, changed, { version: 'own' }).version).toBe('own');
    expect(
      withWording(
        [],
        freshWording('marketing', (key) => key),
        { zh: 'x' },
      ).version,
    ).toBe('1');
  });

  it('writes a snippet that a title cannot break out of', () => {
    const text = snippetOf('https://crm.example.com', 'wf_a', 'a"><script>', true);
    expect(text).toContain('src="https://crm.example.com/p/wf_a"');
    expect(text).toContain('title="a><script>"');
    expect(text).toContain("'#v=' + visitor");
  });

  it('reads lines', () => expect(linesOf(' a \n\n b')).toEqual(['a', 'b']));
});

describe('mailboxes', () => {
  const stored = { ...NEW_MAILBOX, host: 'imap.example.com', username: 'u', version: 1 } as never;

  it('asks for the password when the server or the user is another', () => {
    const draft = { ...NEW_MAILBOX, host: 'imap.example.com', username: 'u' };
    expect(needsPassword(null, draft)).toBe(true);
    expect(needsPassword(stored, draft)).toBe(false);
    expect(needsPassword(stored, { ...draft, host: 'other.example.com' })).toBe(true);
  });

  it('keeps the stored password and drops empty senders', () => {
    const draft = { ...NEW_MAILBOX, senders: [{ address: '', label: '' }] };
    expect(bodyOf(draft, false)).not.toHaveProperty('password');
    expect(bodyOf(draft, true)).toHaveProperty('password', '');
    expect(bodyOf(draft, false).senders).toEqual([]);
  });

  it('moves the usual port with the protection, and leaves another alone', () => {
    expect(withSecurity(NEW_MAILBOX, 'starttls').port).toBe(143);
    expect(withSecurity({ ...NEW_MAILBOX, port: 1993 }, 'starttls').port).toBe(1993);
  });
});
