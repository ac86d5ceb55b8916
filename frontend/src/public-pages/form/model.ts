import type { FieldName, Filled, FormPage, Purpose } from './api';

/** What is in the inputs; empty text means not said. */
export interface Entries {
  mobile: string;
  website: string;
  name: string;
  model: string;
  city: string;
  email: string;
  preferred_time: string;
  car_model: string;
  car_year: string;
  car_km: string;
  comments: string;
  ticked: Purpose[];
}

export const EMPTY: Entries = {
  mobile: '',
  website: '',
  name: '',
  model: '',
  city: '',
  email: '',
  preferred_time: '',
  car_model: '',
  car_year: '',
  car_km: '',
  comments: '',
  ticked: [],
};

const said = (entries: Entries, name: FieldName) => (name === 'own_car' ? entries.car_model : entries[name]).trim();

/** Fields to mend before it is worth sending, by their place in the request. */
export function missing(page: FormPage, entries: Entries): string[] {
  const digits = entries.mobile.replace(/\D/g, '');
  return [
    ...(digits.length < 7 ? ['/mobile'] : []),
    ...page.fields.filter((field) => field.required && !said(entries, field.name)).map((field) => `/${field.name}`),
    ...(entries.ticked.includes('service') ? [] : ['/consents']),
  ];
}

const whole = (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : undefined);

export function filledOf(page: FormPage, entries: Entries, visitor: string | null): Filled {
  const asked = page.fields.map((field) => field.name);
  const plain = Object.fromEntries(
    asked.filter((name) => name !== 'own_car' && said(entries, name)).map((name) => [name, said(entries, name)]),
  );
  const year = whole(entries.car_year);
  const km = whole(entries.car_km);
  const car = {
    ...(entries.car_model.trim() ? { model: entries.car_model.trim() } : {}),
    ...(year !== undefined && year >= 1900 && year <= 2100 ? { year } : {}),
    ...(km !== undefined && km <= 2_000_000 ? { odometer_km: km } : {}),
  };
  return {
    mobile: entries.mobile.trim(),
    website: entries.website,
    ...plain,
    ...(asked.includes('own_car') && Object.keys(car).length > 0 ? { own_car: car } : {}),
    consents: page.consents
      .filter((one) => entries.ticked.includes(one.purpose))
      .map(({ purpose, version }) => ({ purpose, version })),
    ...(visitor && entries.ticked.includes('profiling') ? { visitor_id: visitor } : {}),
  };
}

/** The beacon's visitor, which a page hands over behind the `#`; it never reaches a server by the address. */
export const visitorIn = (hash: string): string | null => /^#v=([A-Za-z0-9_-]{16,64})$/.exec(hash)?.[1] ?? null;

/** Whether the form may be shown where it stands: by itself, in its own site, or in a registered one. */
export function mayStand(page: FormPage, framed: boolean, around: string | null, own: string): boolean {
  return !framed || around === own || (around !== null && page.origins.includes(around.toLowerCase()));
}
