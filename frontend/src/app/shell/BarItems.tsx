import { Suspense } from 'react';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { barItems } from '../manifests';

/** What the features put in the top bar; each arrives by itself, the bar does not wait for it. */
export function BarItems() {
  const { roles } = useMe();
  return barItems
    .filter((item) => mayUse(roles, item.roles))
    .map(({ id, component: Item }) => (
      <Suspense key={id}>
        <Item />
      </Suspense>
    ));
}
