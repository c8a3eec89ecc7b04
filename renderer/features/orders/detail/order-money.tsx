import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { MoneyText } from '../../../components/display/money-text.tsx';
import { Timeline } from '../../../components/display/timeline.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import type { Severity } from '../../../lib/tokens.ts';
import { tokens } from '../../../lib/tokens.ts';

const STATE_SEVERITY: Record<string, Severity> = {
  failed: 'critical',
  paid: 'ok',
  captured: 'ok',
  authorized: 'ok',
};

/** Payments and returns. */
export function OrderMoney({ detail }: { detail: OrderDetail }) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const { payments, returns } = detail;
  return (
    <>
      <Section title={t('payments.title')}>
        {payments.length === 0 && <p style={{ color: tokens.textMuted }}>{t('payments.none')}</p>}
        <Timeline
          label={t('payments.title')}
          entries={payments.map((payment, index) => ({
            id: index,
            title: (
              <>
                {t(`payments.kind.${payment.kind}`, { defaultValue: payment.kind })}{' '}
                <strong style={{ fontWeight: 560 }}>
                  <MoneyText value={payment.amount} />
                </strong>
              </>
            ),
            detail: [
              t(`payments.state.${payment.state}`, { defaultValue: payment.state }),
              payment.method && t(`payments.method.${payment.method}`, { defaultValue: payment.method }),
              payment.reference,
            ]
              .filter(Boolean)
              .join(' · '),
            when: format.dateTime(payment.occurredAt),
            whenTitle: format.instant(payment.occurredAt),
            severity: STATE_SEVERITY[payment.state],
          }))}
        />
      </Section>
      {returns.length > 0 && (
        <Section title={t('returns.title')}>
          <Timeline
            label={t('returns.title')}
            entries={returns.map((one) => ({
              id: one.number,
              title: (
                <>
                  {one.number} <MoneyText value={one.total} />
                </>
              ),
              detail: t(`returns.status.${one.status}`, { defaultValue: one.status }),
              when: format.dateTime(one.returnedAt),
              whenTitle: format.instant(one.returnedAt),
            }))}
          />
        </Section>
      )}
    </>
  );
}
