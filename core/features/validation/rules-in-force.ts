import type { Channel } from '../../contract/base.ts';
import type {
  FraudSignal,
  FraudSignalRule,
  RuleMode,
  ValidationCode,
  ValidationRule,
  ValidationSettings,
} from '../../contract/validation.ts';

const rule = (mode: RuleMode, threshold = 0): ValidationRule => ({ mode, threshold });

/** What counts where nobody has said otherwise. */
export const DEFAULT_RULES: Readonly<Record<ValidationCode, ValidationRule>> = {
  noLines: rule('warn'),
  noPrice: rule('warn'),
  noName: rule('warn'),
  noShipTo: rule('warn'),
  noPostalCode: rule('warn'),
  noCountry: rule('warn'),
  unknownService: rule('warn'),
  unknownCountry: rule('hold'),
  postalCodeForm: rule('hold'),
  placeNotFound: rule('warn'),
  poBox: rule('hold'),
  creditLimit: rule('hold'),
  creditStop: rule('hold'),
  overdue: rule('hold'),
  fraud: rule('hold', 70),
};

export type SignalRules = Readonly<Record<FraudSignal, FraudSignalRule>>;
export const DEFAULT_SIGNALS: SignalRules = {
  firstOrderHighValue: { points: 40, threshold: 50_000 },
  highValue: { points: 20, threshold: 500_000 },
  manyOrders: { points: 35, threshold: 5 },
  sameAddress: { points: 35, threshold: 5 },
  countryDiffers: { points: 30, threshold: 0 },
  unusualQuantity: { points: 20, threshold: 50 },
  disposableEmail: { points: 35, threshold: 0 },
};

/** Whole companies order by EDI, and nobody is sent what they carry home. */
export const DEFAULT_SETTINGS: ValidationSettings = {
  rules: {},
  signals: {},
  windowHours: 6,
  channels: { edi: { fraud: { mode: 'off' } }, pos: { fraud: { mode: 'off' } } },
  segments: {},
};

/** The rule of a code for one kind of order. */
export type RulesFor = (code: ValidationCode) => ValidationRule;
export interface RulesInForce {
  /** The rules for a channel and a segment: the segment's word, else the channel's, else the rule's, else what is usual. */
  rulesFor: (channel: Channel, segment: string | null) => RulesFor;
  signals: SignalRules;
  windowHours: number;
  /** Of limits and of what is overdue. */
  currency: string;
}

export function rulesInForce(settings: ValidationSettings, currency: string): RulesInForce {
  const known = new Map<string, Map<ValidationCode, ValidationRule>>();
  const rulesFor = (channel: Channel, segment: string | null): RulesFor => {
    const key = `${channel} ${segment}`;
    const own = known.get(key) ?? new Map<ValidationCode, ValidationRule>();
    known.set(key, own);
    return (code) => {
      const found = own.get(code) ?? put(code, settings, channel, segment);
      own.set(code, found);
      return found;
    };
  };
  return {
    rulesFor,
    signals: { ...DEFAULT_SIGNALS, ...settings.signals },
    windowHours: settings.windowHours,
    currency,
  };
}

function put(
  code: ValidationCode,
  { rules, channels, segments }: ValidationSettings,
  channel: Channel,
  segment: string | null,
): ValidationRule {
  const usual = rules[code] ?? DEFAULT_RULES[code];
  const ofChannel = channels[channel]?.[code];
  const ofSegment = segment === null ? undefined : segments[segment]?.[code];
  return {
    mode: ofSegment?.mode ?? ofChannel?.mode ?? usual.mode,
    threshold: ofSegment?.threshold ?? ofChannel?.threshold ?? usual.threshold,
  };
}
