import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
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
import { Merged } from '../components/Merged';
import { NeedCard } from '../components/NeedCard';
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
  useForward(customerId, query.data?.customer.id);
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

/** A file that was merged is answered for by another one: its address leads there. */
function useForward(asked: string, answered: string | undefined) {
  const navigate = useNavigate();
  useEffect(() => {
    if (answered && answered !== asked) {
      void navigate({ href: `/customers/${answered}`, replace: true } as Parameters<typeof navigate>[0]);
    }
  }, [asked, answered, navigate]);
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
              <NeedCard customerId={customer.id} />
              <Basics customer={customer} editable={editable} />
              <Merged customerId={customer.id} />
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
