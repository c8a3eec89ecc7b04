import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CandidateView, OVERRIDE_REASONS } from '../../../../core/contract/workbench.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { rejectionSentence } from '../reason-words.ts';
import { useFacilityNames } from '../use-facility-names.ts';
import { asAlternative } from './candidate-words.ts';

type Reason = (typeof OVERRIDE_REASONS)[number];

const Form = styled('div')({ display: 'grid', gap: 12, paddingTop: 6 });
const Price = styled('p')({
  minHeight: 42,
  padding: '8px 12px',
  borderRadius: 6,
  backgroundColor: tokens.subtle,
  '& b': { fontWeight: 600 },
});

interface OverrideDialogProps {
  runId: number;
  number: string;
  currency: string;
  candidates: readonly CandidateView[];
  /** The facility proposed in the form. */
  facility: string;
  onClose: () => void;
}

/** What the other choice would change, in words, before anything is done. */
function usePrice({ runId, number, currency, candidates }: OverrideDialogProps, facility: string) {
  const { t } = useTranslation('workbench');
  const { t: tSourcing } = useTranslation('sourcing');
  const format = useFormat();
  const nameOf = useFacilityNames();
  const { data, error } = useQuery(
    orpc.workbench.priceOverride.queryOptions({ input: { runId, number, facility } }),
  );
  if (error) return { possible: false, words: describeError(error, t).title };
  if (!data) return { possible: false, words: t('override.pricing') };
  const candidate = candidates.find((one) => one.facility === facility);
  if (!data.possible || !data.after) {
    const alternative =
      candidate &&
      asAlternative({ ...candidate, rejection: data.rejection, rule: data.rule ?? candidate.rule });
    const context = { t: tSourcing, format, currency, chosen: [], nameOf, cost: data.before.totalMinor };
    const why = alternative ? rejectionSentence(alternative, context) : '';
    return { possible: false, words: t('override.impossible', { why }) };
  }
  const change = data.after.totalMinor - data.before.totalMinor;
  const amount = format.moneyMinor(Math.abs(change), currency);
  const days = (data.daysLateAfter ?? 0) - data.daysLateBefore;
  const sentences = [
    t(change === 0 ? 'override.sameCost' : change > 0 ? 'override.dearer' : 'override.cheaper', {
      amount,
      before: format.moneyMinor(data.before.totalMinor, currency),
      after: format.moneyMinor(data.after.totalMinor, currency),
    }),
    days !== 0 &&
      t(days > 0 ? 'override.later' : 'override.sooner', {
        count: Math.abs(days),
        formatted: format.integer(Math.abs(days)),
      }),
    data.rule && t('override.breaks', { rule: data.rule }),
  ].filter(Boolean);
  return { possible: true, words: sentences.join(' ') };
}

/** Ships an order from another facility than the plan says: its price first, then the reason. */
export function OverrideDialog(props: OverrideDialogProps) {
  const { runId, number, candidates, onClose } = props;
  const { t } = useTranslation(['workbench', 'common']);
  const [facility, setFacility] = useState(props.facility);
  const [reason, setReason] = useState<Reason>('customerWish');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const price = usePrice(props, facility);
  const name = candidates.find((one) => one.facility === facility)?.name ?? facility;
  const confirm = async () => {
    setBusy(true);
    try {
      await rpc.workbench.override({ runId, number, facility, reason, note: note.trim() });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: orpc.sourcing.key() }),
        queryClient.invalidateQueries({ queryKey: orpc.workbench.key() }),
      ]);
      showToast({ severity: 'ok', message: t('override.done', { number, facility: name }) });
      onClose();
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={t('override.title', { number })}
      confirmLabel={t('override.confirm', { facility: name })}
      blocked={!price.possible || (reason === 'other' && note.trim() === '')}
      busy={busy}
      focusContent
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Form>
        <TextField
          select
          label={t('override.facility')}
          value={facility}
          autoFocus
          onChange={(event) => setFacility(event.target.value)}
        >
          {candidates.map((one) => (
            <MenuItem key={one.facility} value={one.facility} disabled={one.chosen}>
              {one.name}
            </MenuItem>
          ))}
        </TextField>
        <Price role="status">{price.words}</Price>
        <TextField
          select
          label={t('override.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value as Reason)}
        >
          {OVERRIDE_REASONS.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`override.because.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={t(reason === 'other' ? 'override.noteNeeded' : 'override.note')}
          value={note}
          onChange={(event) => setNote(event.target.value.slice(0, 500))}
          multiline
          minRows={2}
        />
      </Form>
    </ConfirmDialog>
  );
}
