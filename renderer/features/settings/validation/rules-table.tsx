import { useTranslation } from 'react-i18next';
import {
  VALIDATION_FAMILIES,
  type ValidationCode,
  type ValidationFamily,
  type ValidationRule,
} from '../../../../core/contract/validation.ts';
import { currencyDigits, useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { WITH_AMOUNT, WITH_POINTS } from './validation-draft.ts';

const MOST = 1_000_000;
const MOST_POINTS = 500;

interface RulesTableProps {
  rules: Readonly<Record<ValidationCode, ValidationRule>>;
  currency: string;
  /** Open orders by rule; undefined while they are counted. */
  counts: Partial<Record<ValidationCode, number>> | undefined;
  onChange: (code: ValidationCode, rule: ValidationRule) => void;
}

function Threshold({
  code,
  rules,
  currency,
  onChange,
}: Omit<RulesTableProps, 'counts'> & { code: ValidationCode }) {
  const { t } = useTranslation('validation');
  const rule = rules[code];
  const label = `${t('settings.threshold')}: ${t(`code.${code}`)}`;
  if (WITH_AMOUNT.includes(code)) {
    const per = 10 ** currencyDigits(currency);
    return (
      <NumberField
        label={label}
        value={rule.threshold / per}
        unit={currency}
        low={0}
        high={MOST}
        onChange={(amount) => onChange(code, { ...rule, threshold: Math.round((amount ?? 0) * per) })}
      />
    );
  }
  if (!WITH_POINTS.includes(code)) return null;
  return (
    <NumberField
      label={label}
      value={rule.threshold}
      unit={t('settings.unit.points')}
      low={1}
      high={MOST_POINTS}
      whole
      onChange={(threshold) => onChange(code, { ...rule, threshold: threshold ?? rule.threshold })}
    />
  );
}

function RuleRow(props: RulesTableProps & { code: ValidationCode }) {
  const { t } = useTranslation('validation');
  const format = useFormat();
  const { code, rules, counts, onChange } = props;
  const rule = rules[code];
  const count = counts?.[code] ?? 0;
  const hasThreshold = WITH_AMOUNT.includes(code) || WITH_POINTS.includes(code);
  return (
    <tr>
      <th scope="row">
        {t(`code.${code}`)}
        <div style={{ color: tokens.textMuted }}>{t(`settings.hint.${code}`)}</div>
        {hasThreshold && (
          <div style={{ maxWidth: 260, margin: '8px 0 4px' }}>
            <Threshold {...props} code={code} />
          </div>
        )}
      </th>
      <td>
        <ModeChoice
          label={t(`code.${code}`)}
          value={rule.mode}
          onChange={(mode) => onChange(code, { ...rule, mode })}
        />
      </td>
      <td className={count === 0 ? 'end zero' : 'end'}>
        {rule.mode === 'off' ? '–' : counts ? format.integer(count) : '…'}
      </td>
    </tr>
  );
}

/** The rules of reception by family, each with what it does and how many open orders it concerns now. */
export function RulesTable(props: RulesTableProps) {
  const { t } = useTranslation('validation');
  return (
    <PlainTable aria-label={t('settings.title')}>
      <thead>
        <tr>
          <th scope="col">{t('settings.rule')}</th>
          <th scope="col">{t('settings.mode')}</th>
          <th scope="col" className="end" title={t('settings.openOrdersHint')}>
            {t('settings.openOrders')}
          </th>
        </tr>
      </thead>
      {(Object.keys(VALIDATION_FAMILIES) as ValidationFamily[]).map((family) => (
        <tbody key={family}>
          <tr>
            <th scope="rowgroup" colSpan={3} style={{ fontWeight: 600, backgroundColor: tokens.subtle }}>
              {t(`settings.family.${family}`)}
            </th>
          </tr>
          {VALIDATION_FAMILIES[family].map((code) => (
            <RuleRow key={code} {...props} code={code} />
          ))}
        </tbody>
      ))}
    </PlainTable>
  );
}
