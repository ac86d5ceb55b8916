import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/time';
import { Button, IconButton } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Chips } from '@/ui/Chips';
import { TrashIcon } from '@/ui/icons';
import { PathLink } from '@/ui/PathLink';
import { ScoreChips } from '@/ui/ScoreChips';
import { StatusTag } from '@/ui/Tag';
import { type AccountOut, CLASS_TONES, RATINGS, STAGES } from '../model';
import css from './KeyAccounts.module.css';
import type { PartProps } from './Main';

/** Need × power × willingness, kept by one tap; the class follows. */
export function Rating({ account, onAct }: PartProps) {
  const { t } = useTranslation('key-accounts');
  const change = (body: object) => onAct({ path: '', method: 'PATCH', body });
  return (
    <Card title={t('rating.title')}>
      <div className={css.ratings}>
        <p className={css.product}>
          <strong>{account.product ?? '–'}</strong>
          <span className={css.quiet}>{t('rating.product')}</span>
        </p>
        {RATINGS.map((name) => (
          <ScoreChips
            key={name}
            label={t(`rating.${name}`)}
            least={1}
            most={5}
            value={account[name]}
            onChange={(score) => change({ [name]: score })}
          />
        ))}
        <Chips
          label={t('column.stage')}
          size="sm"
          value={account.stage}
          onChange={(stage) => change({ stage })}
          options={STAGES.map((value) => ({ value, label: t(`stage.${value}`) }))}
        />
      </div>
    </Card>
  );
}

/** People of the company, and what each has to say. */
export function Contacts({ account, onOpen, onAct }: PartProps) {
  const { t } = useTranslation('key-accounts');
  return (
    <Card
      title={t('contact.title')}
      flush
      extra={
        <Button size="sm" onClick={() => onOpen({ act: 'contact' })}>
          {t('add')}
        </Button>
      }
    >
      {account.contacts.length === 0 ? <p className={css.none}>{t('contact.none')}</p> : null}
      <ul>
        {account.contacts.map((contact) => (
          <li key={contact.id} className={css.entry}>
            <span className={css.stack}>
              <span className={css.tags}>
                <PathLink href={`/customers/${contact.person_id}`}>{contact.name || t('noName')}</PathLink>
                <StatusTag tone={contact.role === 'decider' ? 'danger' : 'info'}>{t(`role.${contact.role}`)}</StatusTag>
              </span>
              <span className={css.quiet}>{[contact.title, contact.mobile_masked].filter(Boolean).join(' · ')}</span>
            </span>
            <IconButton
              icon={TrashIcon}
              label={t('contact.remove', { name: contact.name })}
              onClick={() => onAct({ path: `/contacts/${contact.id}`, method: 'DELETE' })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the company drives, and when it will be replaced. */
export function Fleet({ account, onOpen, onAct }: PartProps) {
  const { t } = useTranslation('key-accounts');
  return (
    <Card
      title={t('fleet.title', { count: account.fleet_units })}
      flush
      extra={
        <Button size="sm" onClick={() => onOpen({ act: 'fleet' })}>
          {t('add')}
        </Button>
      }
    >
      {account.fleet.length === 0 ? <p className={css.none}>{t('fleet.none')}</p> : null}
      <ul>
        {account.fleet.map((cars) => (
          <li key={cars.id} className={css.entry}>
            <span className={css.stack}>
              <span>
                {cars.make} {cars.model} <strong>× {cars.units}</strong>
              </span>
              <span className={css.quiet}>
                {[cars.use, cars.replace_on ? t('fleet.replace', { day: formatTime(cars.replace_on, 'date') }) : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <IconButton
              icon={TrashIcon}
              label={t('fleet.remove', { model: cars.model })}
              onClick={() => onAct({ path: `/fleet/${cars.id}`, method: 'DELETE' })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Where the company hangs in its group. */
export function Tree({ account }: { account: AccountOut }) {
  const { t } = useTranslation('key-accounts');
  if (!account.parent_id && account.children.length === 0) return null;
  return (
    <Card title={t('tree.title')}>
      <div className={css.stack}>
        {account.parent_id ? (
          <p className={css.between}>
            <span className={css.quiet}>{t('tree.parent')}</span>
            <PathLink href={`/key-accounts/${account.parent_id}`}>{account.parent_name}</PathLink>
          </p>
        ) : null}
        {account.children.map((child) => (
          <p key={child.id} className={css.between}>
            <PathLink href={`/key-accounts/${child.id}`}>{child.name}</PathLink>
            <StatusTag tone={CLASS_TONES[child.account_class]}>{t(`class.${child.account_class}`)}</StatusTag>
          </p>
        ))}
      </div>
    </Card>
  );
}
