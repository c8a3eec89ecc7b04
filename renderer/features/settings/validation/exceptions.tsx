import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANNELS } from '../../../../core/contract/base.ts';
import {
  VALIDATION_CODES,
  type ValidationCode,
  type ValidationSettings,
} from '../../../../core/contract/validation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { useSegmentName } from '../../orders/use-segment-name.ts';
import { ModeChoice } from './mode-choice.tsx';
import { type Exception, exceptionsOf, withException, withoutException } from './validation-draft.ts';

interface ExceptionsProps {
  settings: ValidationSettings;
  onChange: (settings: ValidationSettings) => void;
}

function useWhom(): (exception: Pick<Exception, 'kind' | 'of'>) => string {
  const { t } = useTranslation(['validation', 'orders']);
  const segment = useSegmentName();
  return ({ kind, of }) =>
    kind === 'channels'
      ? t('settings.channel', { name: t(`orders:channel.${of}`) })
      : t('settings.segment', { name: segment(of) });
}

function AddException({ onAdd }: { onAdd: (exception: Exception) => void }) {
  const { t } = useTranslation('validation');
  const whom = useWhom();
  const { data } = useQuery(orpc.rules.choices.queryOptions({ input: {} }));
  const [of, setOf] = useState('');
  const [code, setCode] = useState<ValidationCode | ''>('');
  const choices = [
    ...CHANNELS.map((channel) => ({ kind: 'channels' as const, of: channel as string })),
    ...(data?.segments ?? []).map((segment) => ({ kind: 'segments' as const, of: segment })),
  ];
  const keyOf = (choice: Pick<Exception, 'kind' | 'of'>) => `${choice.kind} ${choice.of}`;
  const chosen = choices.find((choice) => keyOf(choice) === of);
  const add = () => {
    if (!chosen || !code) return;
    onAdd({ ...chosen, code, mode: 'off' });
    setOf('');
    setCode('');
  };
  return (
    <div style={{ display: 'flex', gap: 8, marginTop: 10, alignItems: 'center' }}>
      <TextField
        select
        label={t('settings.for')}
        value={of}
        onChange={({ target }) => setOf(target.value)}
        sx={{ flex: 1, minWidth: 0 }}
      >
        {choices.map((choice) => (
          <MenuItem key={keyOf(choice)} value={keyOf(choice)}>
            {whom(choice)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('settings.rule')}
        value={code}
        onChange={({ target }) => setCode(target.value as ValidationCode)}
        sx={{ flex: 1, minWidth: 0 }}
      >
        {VALIDATION_CODES.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`code.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <Button size="small" startIcon={<Plus size={13} />} disabled={!chosen || !code} onClick={add}>
        {t('settings.add')}
      </Button>
    </div>
  );
}

/** What counts for a channel or a segment instead of the rules. */
export function Exceptions({ settings, onChange }: ExceptionsProps) {
  const { t } = useTranslation('validation');
  const whom = useWhom();
  const exceptions = exceptionsOf(settings);
  return (
    <>
      <p style={{ color: tokens.textMuted, marginBottom: 8, lineHeight: 1.5 }}>
        {exceptions.length > 0 ? t('settings.exceptionsText') : t('settings.noExceptions')}
      </p>
      {exceptions.length > 0 && (
        <PlainTable aria-label={t('settings.exceptions')}>
          <tbody>
            {exceptions.map((exception) => {
              const name = `${whom(exception)}, ${t(`code.${exception.code}`)}`;
              return (
                <tr key={name}>
                  <th scope="row">{whom(exception)}</th>
                  <td>{t(`code.${exception.code}`)}</td>
                  <td>
                    <ModeChoice
                      label={name}
                      value={exception.mode}
                      onChange={(mode) => onChange(withException(settings, { ...exception, mode }))}
                    />
                  </td>
                  <td className="end">
                    <IconButton
                      size="small"
                      aria-label={`${t('settings.remove')}: ${name}`}
                      onClick={() => onChange(withoutException(settings, exception))}
                    >
                      <X size={14} />
                    </IconButton>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </PlainTable>
      )}
      <AddException onAdd={(exception) => onChange(withException(settings, exception))} />
    </>
  );
}
