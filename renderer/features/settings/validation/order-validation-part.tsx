import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValidationRules, ValidationSettings } from '../../../../core/contract/validation.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useTold } from '../../lists/use-told.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { ClosingRow } from './closing-row.tsx';
import { Exceptions } from './exceptions.tsx';
import { RulesTable } from './rules-table.tsx';
import { SignalsTable } from './signals-table.tsx';
import { withRule, withSignal } from './validation-draft.ts';

const MOST_HOURS = 168;

const Block = styled('div')({
  marginTop: 22,
  '& h3': { fontSize: 'var(--v-font)', fontWeight: 600, marginBottom: 8 },
});

/** What is not saved stays in sight. */
const SaveBar = styled('div')({
  position: 'sticky',
  bottom: 0,
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  marginTop: 16,
  padding: '10px 0',
  borderTop: `1px solid ${tokens.line}`,
  backgroundColor: tokens.surface,
  '& p': { flex: 1, color: tokens.textMuted, lineHeight: 1.45 },
});

/** How many open orders a set of rules would hold; counted again as they are edited. */
function usePreview(settings: ValidationSettings) {
  const { data, isPlaceholderData } = useQuery({
    ...orpc.validation.preview.queryOptions({ input: useDeferredValue(settings) }),
    placeholderData: keepPreviousData,
  });
  return { preview: data, counting: data === undefined || isPlaceholderData };
}

interface EditorProps {
  rules: ValidationRules;
  onSaved: () => void;
}

function Editor({ rules: inForce, onSaved }: EditorProps) {
  const { t } = useTranslation('validation');
  const format = useFormat();
  const form = useRef<HTMLDivElement>(null);
  const { busy, perform } = useTold();
  const [settings, setSettings] = useState(inForce.settings);
  const [round, setRound] = useState(0);
  const { preview, counting } = usePreview(settings);
  const { currency } = inForce;
  const changed = JSON.stringify(settings) !== JSON.stringify(inForce.settings);
  const save = async () => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) {
      wrong.focus();
      showToast({ severity: 'warning', message: t('settings.wrong') });
      return;
    }
    await perform(async () => {
      await rpc.validation.saveSettings(settings);
      showToast({ severity: 'ok', message: t('settings.saved'), detail: t('settings.savedDetail') });
      onSaved();
    });
  };
  const reset = () => {
    setSettings(inForce.settings);
    setRound(round + 1);
  };
  return (
    <div ref={form} key={round}>
      <div style={{ margin: '0 -14px' }}>
        <RulesTable
          rules={{ ...inForce.rules, ...settings.rules }}
          currency={currency}
          counts={preview?.byRule}
          onChange={(code, rule) => setSettings(withRule(settings, code, rule))}
        />
      </div>
      <Block>
        <h3>{t('settings.signals')}</h3>
        <div style={{ margin: '0 -14px' }}>
          <SignalsTable
            signals={{ ...inForce.signals, ...settings.signals }}
            currency={currency}
            onChange={(signal, rule) => setSettings(withSignal(settings, signal, rule))}
          />
        </div>
        <div style={{ maxWidth: 340, marginTop: 14 }}>
          <NumberField
            label={t('settings.window')}
            value={settings.windowHours}
            unit={t('settings.windowUnit')}
            low={1}
            high={MOST_HOURS}
            whole
            onChange={(hours) => setSettings({ ...settings, windowHours: hours ?? settings.windowHours })}
          />
        </div>
      </Block>
      <Block>
        <h3>{t('settings.exceptions')}</h3>
        <Exceptions settings={settings} onChange={setSettings} />
      </Block>
      <SaveBar>
        <p role="status" aria-busy={counting}>
          {preview
            ? t('settings.preview', {
                held: format.integer(preview.held),
                orders: format.integer(preview.orders),
                newly: format.integer(preview.newlyHeld),
              })
            : t('settings.counting')}
        </p>
        <Button variant="text" disabled={!changed || busy} onClick={reset}>
          {t('settings.reset')}
        </Button>
        <Button variant="contained" color="primary" disabled={!changed || busy} onClick={() => void save()}>
          {t('settings.save')}
        </Button>
      </SaveBar>
    </div>
  );
}

/** What orders are looked at for when they arrive, with what each rule would hold now. */
export function OrderValidationPart() {
  const { t } = useTranslation('validation');
  const { data, error, refetch } = useQuery(orpc.validation.settings.queryOptions());
  return (
    <Section level={2} title={t('settings.title')}>
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>{t('settings.text')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Editor key={JSON.stringify(data.settings)} rules={data} onSaved={() => void refetch()} />}
      <ClosingRow />
    </Section>
  );
}
