import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliveryOut, SignDelivery, Signer } from '@/api/generated/leads/types.gen';
import { formatTime } from '@/lib/time';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { useBilingual } from '@/ui/deal/labels';
import { signerOf, strokesOf } from '@/ui/deal/signature';
import { FormSheet } from '@/ui/FormSheet';
import { CheckIcon, EditIcon } from '@/ui/icons';
import { type Signature, SignaturePad } from '@/ui/SignaturePad';
import { RowsSkeleton } from '@/ui/Skeleton';
import { StatusTag } from '@/ui/Tag';
import css from './Delivery.module.css';
import { useChecklist, useDeliveryAct } from './hooks';

export interface SectionProps {
  delivery: DeliveryOut;
  locked: boolean;
}

/** The checklist by group: one tap ticks a whole group, single items can be taken back. */
export function Checklist({ delivery, locked }: SectionProps) {
  const { t } = useTranslation('deals');
  const say = useBilingual();
  const sheet = useChecklist().data;
  const tick = useDeliveryAct<{ group: string; ticked?: string[] }>(delivery.order_id, 'delivery-checklist');
  if (!sheet) return <RowsSkeleton rows={4} />;
  return (
    <Card title={t('check.title')}>
      <div className={css.groups}>
        {sheet.groups.map((group) => {
          const ticked = delivery.checklist[group.code] ?? [];
          const all = ticked.length === group.items.length;
          return (
            <div key={group.code} className={css.groupRow}>
              <details className={css.group}>
                <summary className={css.summary}>
                  <strong className={css.grow}>{say(group)}</strong>
                  <StatusTag tone={all ? 'success' : 'neutral'} {...(all ? { icon: CheckIcon } : {})}>
                    {ticked.length} / {group.items.length}
                  </StatusTag>
                </summary>
                <div className={css.items}>
                  {group.items.map((item) => (
                    <label key={item.code} className={css.item}>
                      <input
                        type="checkbox"
                        disabled={locked}
                        checked={ticked.includes(item.code)}
                        onChange={(event) =>
                          tick.mutate({
                            group: group.code,
                            ticked: event.target.checked
                              ? [...ticked, item.code]
                              : ticked.filter((code) => code !== item.code),
                          })
                        }
                      />
                      {say(item)}
                    </label>
                  ))}
                </div>
              </details>
              {all || locked ? null : (
                <Button
                  variant="soft"
                  icon={CheckIcon}
                  disabled={tick.isPending}
                  aria-label={t('check.whole', { group: say(group) })}
                  onClick={() => tick.mutate({ group: group.code })}
                >
                  {t('check.all')}
                </Button>
              )}
            </div>
          );
        })}
      </div>
    </Card>
  );
}

const SIGNERS = ['customer', 'adviser', 'service_adviser'] as const;

/** Three signatures under the same text. */
export function Signatures({ delivery, locked }: SectionProps) {
  const { t } = useTranslation('deals');
  const [signing, setSigning] = useState<Signer | null>(null);
  const names: Record<Signer, string> = {
    customer: delivery.customer_name ?? '',
    adviser: delivery.assignee_name ?? '',
    service_adviser: delivery.service_adviser_name ?? '',
  };
  return (
    <Card title={t('sign.title')}>
      <div className={css.signers}>
        {SIGNERS.map((signer) => {
          const signature = delivery.signatures[signer];
          return (
            <div key={signer} className={css.signer}>
              <p className={css.quiet}>{t(`sign.${signer}`)}</p>
              <p>
                <strong>{signature?.signer ?? names[signer]}</strong>
              </p>
              {signature ? (
                <>
                  <svg
                    className={css.ink}
                    viewBox="0 0 600 200"
                    role="img"
                    aria-label={t('sign.by', { name: signature.signer })}
                  >
                    <path
                      d={signature.strokes}
                      fill="none"
                      stroke="currentColor"
                      strokeWidth="3"
                      strokeLinecap="round"
                    />
                  </svg>
                  <p className={css.quiet}>{formatTime(signature.at)}</p>
                </>
              ) : locked ? null : (
                <Button
                  icon={EditIcon}
                  onClick={() => setSigning(signer)}
                  aria-label={`${t('sign.act')} ${t(`sign.${signer}`)}`}
                >
                  {t('sign.act')}
                </Button>
              )}
            </div>
          );
        })}
      </div>
      {signing ? (
        <SignSheet delivery={delivery} signer={signing} name={names[signing]} onClose={() => setSigning(null)} />
      ) : null}
    </Card>
  );
}

interface SignSheetProps {
  delivery: DeliveryOut;
  signer: Signer;
  name: string;
  onClose: () => void;
}

function SignSheet({ delivery, signer, name, onClose }: SignSheetProps) {
  const { t } = useTranslation('deals');
  const say = useBilingual();
  const sign = useDeliveryAct<SignDelivery>(delivery.order_id, 'delivery-signatures');
  const [signature, setSignature] = useState<Signature | null>(null);
  const save = () => {
    if (!signature) return;
    const who = signerOf(signature, name || t(`sign.${signer}`));
    sign.mutate({ signer, name: who, strokes: strokesOf(signature) }, { onSuccess: onClose });
  };
  return (
    <FormSheet
      title={`${t(`sign.${signer}`)} · ${name}`}
      submit={t('sign.save')}
      ready={signature !== null}
      busy={sign.isPending}
      problem={sign.error}
      onSubmit={save}
      onClose={onClose}
    >
      <p className={css.statement}>{say(delivery.statement)}</p>
      <SignaturePad value={signature} onChange={setSignature} />
    </FormSheet>
  );
}
