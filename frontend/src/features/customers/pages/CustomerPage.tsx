import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { mayUse } from '@/lib/roles';
import { Card } from '@/ui/Card';
import { InterestCard } from '@/ui/interest/InterestCard';
import { SignalsCard } from '@/ui/interest/SignalsCard';
import { TemperatureCard } from '@/ui/interest/TemperatureCard';
import { Columns, Page } from '@/ui/Page';
import { DetailSkeleton } from '@/ui/Skeleton';
import { ErrorState } from '@/ui/States';
import { StoryNext } from '@/ui/story/StoryNext';
import { Basics } from '../components/Basics';
import { Consents } from '../components/Consents';
import { Gone } from '../components/Gone';
import { Head } from '../components/Head';
import { Life } from '../components/Life';
import { Now } from '../components/Now';
import { ComingCalls, Messages } from '../components/Side';
import { useCustomerView } from '../hooks/useCustomers';
import { CUSTOMER_POSTS, type CustomerView, SELLERS } from '../model';

export interface CustomerPageProps {
  customerId: string;
  service: string | undefined;
  onService: (service: string | undefined) => void;
}

/** One person, as the whole house knows them: what goes on now, and the whole life so far. */
export function CustomerPage({ customerId, service, onService }: CustomerPageProps) {
  const query = useCustomerView(customerId);
  if (query.isPending) return <DetailSkeleton />;
  if (!query.data) {
    return (
      <Page>
        <Page.Body>
          <Card>
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          </Card>
        </Page.Body>
      </Page>
    );
  }
  return <Shown view={query.data} service={service} onService={onService} onRetry={() => void query.refetch()} />;
}

interface ShownProps extends Omit<CustomerPageProps, 'customerId'> {
  view: CustomerView;
  onRetry: () => void;
}

function Shown({ view, service, onService, onRetry }: ShownProps) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const { customer, aftersales, notifications } = view;
  const editable = mayUse(me.roles, CUSTOMER_POSTS);
  return (
    <Page>
      <Head customer={customer} />
      <Page.Body>
        <Gone services={view.unavailable} onRetry={onRetry} />
        <Now view={view} />
        <Columns
          main={<Life customerId={customer.id} service={service} onService={onService} />}
          side={
            <>
              <SignalsCard customerId={customer.id} editable={mayUse(me.roles, SELLERS)} />
              <Basics customer={customer} editable={editable} />
              <TemperatureCard customerId={customer.id} editable={mayUse(me.roles, SELLERS)} />
              <InterestCard customerId={customer.id} />
              <Consents customerId={customer.id} editable={editable} />
              <ComingCalls tasks={aftersales?.care_tasks ?? []} />
              <Messages messages={notifications?.last_messages ?? []} />
              {aftersales && aftersales.vehicles.length > 0 ? (
                <StoryNext toRole="crc_agent" label={t('story')} to="/call-backs" />
              ) : null}
            </>
          }
        />
      </Page.Body>
    </Page>
  );
}
