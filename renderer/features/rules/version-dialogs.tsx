import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivationConsequences, RuleVersionHead } from '../../../core/contract/rules.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { type Format, useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { useRuleSetTitle } from '../../lib/use-rule-set-title.ts';
import type { Words } from './rule-words.ts';

function consequenceLines(found: ActivationConsequences, format: Format, t: Words['t']): string[] {
  const { replaces, added, changed, removed, ordersAffected, ordersShutOut } = found;
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  return [
    replaces ? t('activation.replaces', { version: replaces.version }) : t('activation.first'),
    t(found.inForceNow ? 'activation.now' : 'activation.later'),
    added.length > 0 && t('activation.added', { names: added.join(', ') }),
    changed.length > 0 && t('activation.changed', { names: changed.join(', ') }),
    removed.length > 0 && t('activation.removed', { names: removed.join(', ') }),
    t('activation.affected', { ...number(ordersAffected), total: format.integer(found.openOrders) }),
    ordersShutOut > 0 && t('activation.shutOut', number(ordersShutOut)),
    t('activation.undo'),
  ].filter((line) => line !== false);
}

interface DialogProps {
  version: RuleVersionHead;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what activating a version changes before it is done. */
export function ActivateDialog({ version, onConfirm, onClose }: DialogProps) {
  const { t } = useTranslation(['rules', 'orders', 'stock']);
  const titleOf = useRuleSetTitle();
  const format = useFormat();
  const input = { versionId: version.id };
  const { data } = useQuery(orpc.rules.consequences.queryOptions({ input, staleTime: 0 }));
  return (
    <ConfirmDialog
      open
      title={t('activation.title', { version: version.version, name: titleOf(version.setName) })}
      consequences={data ? consequenceLines(data, format, t) : [t('activation.working')]}
      confirmLabel={t('activation.confirm')}
      blocked={!data}
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

/** Asks before a version stops counting, or a draft is put away. */
export function RetireDialog({ version, onConfirm, onClose }: DialogProps) {
  const { t } = useTranslation('rules');
  const titleOf = useRuleSetTitle();
  return (
    <ConfirmDialog
      open
      title={t('activation.retireTitle', { version: version.version, name: titleOf(version.setName) })}
      consequences={[t(version.status === 'draft' ? 'activation.dropText' : 'activation.retireText')]}
      confirmLabel={t('activation.retireConfirm')}
      danger
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

interface NewSetDialogProps {
  title: string;
  onConfirm: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of a new set. */
export function NewSetDialog({ title, onConfirm, onClose }: NewSetDialogProps) {
  const { t } = useTranslation('rules');
  const [name, setName] = useState('');
  return (
    <ConfirmDialog
      open
      title={title}
      confirmLabel={t('sets.create')}
      blocked={name.trim() === ''}
      focusContent
      onConfirm={() => onConfirm(name)}
      onClose={onClose}
    >
      <TextField
        label={t('sets.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoFocus
        fullWidth
        sx={{ marginTop: '6px' }}
        slotProps={{ htmlInput: { maxLength: 80 } }}
      />
    </ConfirmDialog>
  );
}
