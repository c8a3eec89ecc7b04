import { useTranslation } from 'react-i18next';
import {
  FRAUD_SIGNALS,
  type FraudSignal,
  type FraudSignalRule,
} from '../../../../core/contract/validation.ts';
import { currencyDigits } from '../../../lib/format.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { SIGNAL_UNITS } from './validation-draft.ts';

const MOST = 1_000_000;
const MOST_POINTS = 100;

interface SignalsTableProps {
  signals: Readonly<Record<FraudSignal, FraudSignalRule>>;
  currency: string;
  onChange: (signal: FraudSignal, rule: FraudSignalRule) => void;
}

function SignalRow({ signal, signals, currency, onChange }: SignalsTableProps & { signal: FraudSignal }) {
  const { t } = useTranslation('validation');
  const rule = signals[signal];
  const unit = SIGNAL_UNITS[signal];
  const per = unit === 'money' ? 10 ** currencyDigits(currency) : 1;
  const name = t(`settings.signalName.${signal}`);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {unit !== null && (
          <NumberField
            label={`${t('settings.threshold')}: ${name}`}
            value={rule.threshold / per}
            unit={unit === 'money' ? currency : t(`settings.unit.${unit}`)}
            low={1}
            high={MOST}
            whole={unit !== 'money'}
            onChange={(value) => onChange(signal, { ...rule, threshold: Math.round((value ?? 0) * per) })}
          />
        )}
      </td>
      <td>
        <NumberField
          label={`${t('settings.points')}: ${name}`}
          value={rule.points}
          unit={t('settings.unit.points')}
          low={0}
          high={MOST_POINTS}
          whole
          onChange={(points) => onChange(signal, { ...rule, points: points ?? 0 })}
        />
      </td>
    </tr>
  );
}

/** The signs of fraud, from when each counts and how much. */
export function SignalsTable(props: SignalsTableProps) {
  const { t } = useTranslation('validation');
  return (
    <PlainTable aria-label={t('settings.signals')} sx={{ '& td': { width: 180 } }}>
      <thead>
        <tr>
          <th scope="col">{t('settings.signal')}</th>
          <th scope="col">{t('settings.threshold')}</th>
          <th scope="col">{t('settings.points')}</th>
        </tr>
      </thead>
      <tbody>
        {FRAUD_SIGNALS.map((signal) => (
          <SignalRow key={signal} {...props} signal={signal} />
        ))}
      </tbody>
    </PlainTable>
  );
}
