import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Switch from '@mui/material/Switch';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DetectionSettings, KindRule } from '../../../../core/contract/incident-detection.ts';
import { INCIDENT_KINDS, type IncidentKind, SEVERITIES } from '../../../../core/contract/incidents.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { useIncidentWords } from '../../incidents/incident-words.ts';
import {
  isOwn,
  ruleIn,
  type Scope,
  SEGMENT_KINDS,
  THRESHOLD_UNITS,
  type Usual,
  withoutRule,
  withRule,
} from './detection-draft.ts';
import { RuleNumber } from './rule-number.tsx';

const MINUTES_AN_HOUR = 60;
const MOST_HOURS = 720;
const LEAST_HOURS = 1 / MINUTES_AN_HOUR;

export interface KindRulesProps {
  draft: DetectionSettings;
  usual: Usual;
  scope: Scope;
  onChange: (draft: DetectionSettings) => void;
  /** A field, by its name, holds something wrong, or no longer does. */
  onWrong: (field: string, wrong: boolean) => void;
}

/** A line a kind: on or off, how grave, from when on, until when somebody should act. */
export function KindRules(props: KindRulesProps) {
  const { t } = useTranslation('incident-settings');
  const kinds = props.scope === null ? INCIDENT_KINDS : SEGMENT_KINDS;
  return (
    <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
      <PlainTable aria-label={t('kinds')}>
        <thead>
          <tr>
            <th scope="col">{t('column.kind')}</th>
            <th scope="col">{t('column.active')}</th>
            <th scope="col">{t('column.severity')}</th>
            <th scope="col">{t('column.threshold')}</th>
            <th scope="col">{t('column.respond')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('column.reset')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <KindRow key={`${props.scope} ${kind}`} kind={kind} {...props} />
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}

function KindRow({ kind, draft, usual, scope, onChange, onWrong }: KindRulesProps & { kind: IncidentKind }) {
  const { t } = useTranslation('incident-settings');
  const words = useIncidentWords();
  const name = words.kind(kind);
  const rule = ruleIn(draft, usual, scope, kind);
  const own = isOwn(draft, scope, kind);
  const set = (patch: Partial<KindRule>) => onChange(withRule(draft, usual, { scope, kind }, patch));
  const wrong = (field: string) => (is: boolean) => onWrong(`${scope} ${kind} ${field}`, is);
  return (
    <tr>
      <th scope="row">
        <span style={own ? { fontWeight: 600 } : undefined}>{name}</span>
        {t(`hint.${kind}`, { defaultValue: '' }) && (
          <div style={{ color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' }}>
            {t(`hint.${kind}`)}
          </div>
        )}
      </th>
      <td>
        <Switch
          checked={rule.active}
          slotProps={{ input: { 'aria-label': t('field.active', { name }) } }}
          onChange={(_event, active) => set({ active })}
        />
      </td>
      <td>
        <Select
          size="small"
          value={rule.severity}
          disabled={!rule.active}
          inputProps={{ 'aria-label': t('field.severity', { name }) }}
          onChange={(event) => set({ severity: Number(event.target.value) })}
          sx={{ minWidth: 104 }}
        >
          {SEVERITIES.map((severity) => (
            <MenuItem key={severity} value={severity}>
              {words.severity(severity)}
            </MenuItem>
          ))}
        </Select>
      </td>
      <td>
        <Threshold kind={kind} name={name} rule={rule} onChange={set} onWrong={wrong('threshold')} />
      </td>
      <td>
        <RuleNumber
          label={t('field.respond', { name })}
          value={Math.round((100 * rule.respondMinutes) / MINUTES_AN_HOUR) / 100}
          unit={t('unit.hours')}
          low={LEAST_HOURS}
          high={MOST_HOURS}
          disabled={!rule.active}
          onChange={(hours) => set({ respondMinutes: Math.max(1, Math.round(hours * MINUTES_AN_HOUR)) })}
          onWrong={wrong('respond')}
        />
      </td>
      <td className="end">
        {own && (
          <IconButton
            size="small"
            title={t(scope === null ? 'resetOne' : 'inheritOne')}
            aria-label={`${t(scope === null ? 'resetOne' : 'inheritOne')} ${name}`}
            onClick={() => {
              wrong('threshold')(false);
              wrong('respond')(false);
              onChange(withoutRule(draft, scope, kind));
            }}
          >
            <RotateCcw size={13} />
          </IconButton>
        )}
      </td>
    </tr>
  );
}

interface ThresholdProps {
  kind: IncidentKind;
  name: string;
  rule: KindRule;
  onChange: (patch: Partial<KindRule>) => void;
  onWrong: (wrong: boolean) => void;
}

function Threshold({ kind, name, rule, onChange, onWrong }: ThresholdProps) {
  const { t } = useTranslation('incident-settings');
  const unit = THRESHOLD_UNITS[kind];
  if (!unit) return <span style={{ color: tokens.textQuiet }}>{t('atOnce')}</span>;
  const scale = unit === 'percent' ? 100 : 1;
  return (
    <RuleNumber
      label={t('field.threshold', { name })}
      value={Math.round(1000 * rule.threshold * scale) / 1000}
      unit={t(`unit.${unit}`)}
      low={0}
      high={10_000}
      whole={unit === 'orders' || unit === 'units'}
      disabled={!rule.active}
      width={124}
      onChange={(value) => onChange({ threshold: value / scale })}
      onWrong={onWrong}
    />
  );
}
