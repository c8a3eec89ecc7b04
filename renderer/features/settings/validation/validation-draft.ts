import type {
  FraudSignal,
  FraudSignalRule,
  RuleMode,
  ValidationCode,
  ValidationRule,
  ValidationSettings,
} from '../../../../core/contract/validation.ts';

/** Rules whose threshold is an amount of money, and the one whose is points. */
export const WITH_AMOUNT: readonly ValidationCode[] = ['creditLimit', 'overdue'];
export const WITH_POINTS: readonly ValidationCode[] = ['fraud'];

export type Unit = 'money' | 'orders' | 'customers' | 'units' | null;
export const SIGNAL_UNITS: Readonly<Record<FraudSignal, Unit>> = {
  firstOrderHighValue: 'money',
  highValue: 'money',
  manyOrders: 'orders',
  sameAddress: 'customers',
  countryDiffers: null,
  unusualQuantity: 'units',
  disposableEmail: null,
};

/** A rule that counts for one channel or segment instead. */
export interface Exception {
  kind: 'channels' | 'segments';
  of: string;
  code: ValidationCode;
  mode: RuleMode;
}

export function withRule(
  settings: ValidationSettings,
  code: ValidationCode,
  rule: ValidationRule,
): ValidationSettings {
  return { ...settings, rules: { ...settings.rules, [code]: rule } };
}

export function withSignal(
  settings: ValidationSettings,
  signal: FraudSignal,
  rule: FraudSignalRule,
): ValidationSettings {
  return { ...settings, signals: { ...settings.signals, [signal]: rule } };
}

/** All exceptions, channels first. */
export function exceptionsOf(settings: ValidationSettings): Exception[] {
  return (['channels', 'segments'] as const).flatMap((kind) =>
    Object.entries(settings[kind]).flatMap(([of, rules]) =>
      Object.entries(rules ?? {}).flatMap(([code, rule]) =>
        rule?.mode ? [{ kind, of, code: code as ValidationCode, mode: rule.mode }] : [],
      ),
    ),
  );
}

type Exceptions = Record<string, Partial<Record<ValidationCode, Partial<ValidationRule>>>>;

export function withException(settings: ValidationSettings, exception: Exception): ValidationSettings {
  const { kind, of, code, mode } = exception;
  const all: Exceptions = { ...(settings[kind] as Exceptions) };
  all[of] = { ...all[of], [code]: { ...all[of]?.[code], mode } };
  return { ...settings, [kind]: all };
}

export function withoutException(
  settings: ValidationSettings,
  { kind, of, code }: Pick<Exception, 'kind' | 'of' | 'code'>,
): ValidationSettings {
  const all: Exceptions = { ...(settings[kind] as Exceptions) };
  const { [code]: _gone, ...rest } = all[of] ?? {};
  if (Object.keys(rest).length > 0) all[of] = rest;
  else delete all[of];
  return { ...settings, [kind]: all };
}
