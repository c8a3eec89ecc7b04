import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetectionSettings } from '../../../../core/contract/incident-detection.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useTold } from '../../lists/use-told.ts';
import { useSegmentName } from '../../orders/use-segment-name.ts';
import { CauseSettings } from './cause-settings.tsx';
import { type Scope, type Usual, withoutRule } from './detection-draft.ts';
import { DetectionPreview } from './detection-preview.tsx';
import { KindRules } from './kind-rules.tsx';

/** What counts as an incident, how grave it is and how soon somebody should act; for everybody and by segment. */
export function DetectionPart() {
  const { t } = useTranslation('incident-settings');
  const settings = useQuery(orpc.incidentDetection.settings.queryOptions());
  const usual = useQuery(orpc.incidentDetection.usual.queryOptions());
  const error = settings.error ?? usual.error;
  const retry = () => {
    void settings.refetch();
    void usual.refetch();
  };
  return (
    <Section level={2} title={t('title')}>
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>{t('text')}</p>
      {error && <ErrorState error={error} onRetry={retry} />}
      {!error && !(settings.data && usual.data) && <PaneSkeleton blocks={2} />}
      {settings.data && usual.data && (
        <DetectionForm
          key={JSON.stringify(settings.data)}
          stored={settings.data}
          usual={usual.data.kinds as Usual}
          usualSettings={usual.data.settings}
          segments={usual.data.segments}
        />
      )}
    </Section>
  );
}

interface DetectionFormProps {
  stored: DetectionSettings;
  usual: Usual;
  usualSettings: DetectionSettings;
  segments: readonly string[];
}

function DetectionForm({ stored, usual, usualSettings, segments }: DetectionFormProps) {
  const { t } = useTranslation(['incident-settings', 'common']);
  const { busy, perform } = useTold();
  const [draft, setDraft] = useState(stored);
  const [scope, setScope] = useState<Scope>(null);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState(0);
  const changed = JSON.stringify(draft) !== JSON.stringify(stored);
  const onWrong = (field: string, is: boolean) =>
    setWrong((known) => {
      const next = new Set(known);
      if (is) next.add(field);
      else next.delete(field);
      return next;
    });
  const start = (next: DetectionSettings) => {
    setDraft(next);
    setWrong(new Set());
    setRound(round + 1);
  };
  const save = () =>
    perform(async () => {
      await rpc.incidentDetection.save(draft);
      await queryClient.invalidateQueries({ queryKey: orpc.incidentDetection.key() });
      showToast({ severity: 'ok', message: t('saved') });
    });
  return (
    <>
      <ScopeChoice
        scope={scope}
        segments={segments}
        draft={draft}
        disabled={wrong.size > 0}
        onChange={setScope}
        onForget={(segment) => start(forget(draft, segment))}
      />
      <KindRules
        key={round}
        draft={draft}
        usual={usual}
        scope={scope}
        onChange={setDraft}
        onWrong={onWrong}
      />
      <CauseSettings key={`causes ${round}`} draft={draft} onChange={setDraft} onWrong={onWrong} />
      <DetectionPreview draft={draft} disabled={wrong.size > 0 || !changed} />
      <div style={{ display: 'flex', alignItems: 'center', gap: 8, marginTop: 14 }}>
        <Button variant="contained" disabled={busy || !changed || wrong.size > 0} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button disabled={busy || (!changed && wrong.size === 0)} onClick={() => start(stored)}>
          {t('discard')}
        </Button>
        <span style={{ flex: 1 }} />
        <Button variant="text" disabled={busy} onClick={() => start(usualSettings)}>
          {t('resetAll')}
        </Button>
      </div>
      {wrong.size > 0 && (
        <p role="status" style={{ color: tokens.critical, marginTop: 8 }}>
          {t('mend', { count: wrong.size })}
        </p>
      )}
    </>
  );
}

function forget(draft: DetectionSettings, segment: string): DetectionSettings {
  const kinds = Object.keys(draft.segments[segment] ?? {}) as (keyof DetectionSettings['kinds'])[];
  return kinds.reduce((next, kind) => withoutRule(next, segment, kind), draft);
}

interface ScopeChoiceProps {
  scope: Scope;
  segments: readonly string[];
  draft: DetectionSettings;
  disabled: boolean;
  onChange: (scope: Scope) => void;
  onForget: (segment: string) => void;
}

/** For whom the rules below are: everybody, or a segment that differs. */
function ScopeChoice({ scope, segments, draft, disabled, onChange, onForget }: ScopeChoiceProps) {
  const { t } = useTranslation('incident-settings');
  const segmentName = useSegmentName();
  const all = [...new Set([...segments, ...Object.keys(draft.segments)])].sort();
  const differs = (segment: string) => Object.keys(draft.segments[segment] ?? {}).length;
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 10, marginBottom: 8 }}>
      <span id="detection-scope">{t('scope.label')}</span>
      <Select
        size="small"
        value={scope ?? ''}
        disabled={disabled}
        displayEmpty
        labelId="detection-scope"
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        sx={{ minWidth: 200 }}
      >
        <MenuItem value="">{t('scope.all')}</MenuItem>
        {all.map((segment) => (
          <MenuItem key={segment} value={segment}>
            {segmentName(segment)}
            {differs(segment) > 0 && t('scope.differs', { count: differs(segment) })}
          </MenuItem>
        ))}
      </Select>
      {scope !== null && differs(scope) > 0 && (
        <Button size="small" onClick={() => onForget(scope)}>
          {t('scope.forget')}
        </Button>
      )}
    </div>
  );
}
