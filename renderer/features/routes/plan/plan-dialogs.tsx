import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import type { PlanCommands } from './use-plan-commands.ts';

export type PlanQuestion = 'publish' | 'unpublish' | 'remove' | 'rename' | 'importDone';

interface DialogProps {
  plan: RoutePlanDetail;
  commands: PlanCommands;
  onClose: () => void;
}

/** The version of the plan that is published now, which publishing this one would replace. */
function usePublishedVersion({ id, series }: RoutePlanDetail) {
  const { data } = useQuery(
    orpc.routes.plans.queryOptions({ input: { series, statuses: ['published'], limit: 2 } }),
  );
  return data?.rows.find((version) => version.id !== id);
}

function PublishDialog({ plan, commands, onClose }: DialogProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const published = usePublishedVersion(plan);
  const { served, leftOut } = plan.figures;
  const broken = plan.routes.filter((route) => route.broken.length > 0);
  const late = plan.routes.flatMap((route) => route.broken).filter(({ code }) => code === 'late').length;
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const lines = [
    t('publish.etas', number(served)),
    leftOut > 0 && t('publish.leftOut', number(leftOut)),
    broken.length > 0 && t('publish.broken', number(broken.length)),
    late > 0 && t('publish.late', number(late)),
    published && t('publish.replaces', { version: published.version }),
    t('publish.undoable'),
  ];
  return (
    <ConfirmDialog
      open
      title={t('publish.question', number(plan.routes.length))}
      consequences={lines.filter((line) => typeof line === 'string')}
      confirmLabel={
        broken.length > 0 ? t('publish.evenIfBroken') : t('publish.confirm', number(plan.routes.length))
      }
      danger={broken.length > 0}
      onConfirm={() => {
        onClose();
        void commands.publish(broken.length > 0);
      }}
      onClose={onClose}
    />
  );
}

function RenameDialog({ plan, commands, onClose }: DialogProps) {
  const { t } = useTranslation('routes');
  const [name, setName] = useState(plan.name);
  return (
    <ConfirmDialog
      open
      focusContent
      title={t('rename.question')}
      confirmLabel={t('rename.confirm')}
      blocked={name.trim() === ''}
      onConfirm={() => {
        onClose();
        void commands.rename(name.trim());
      }}
      onClose={onClose}
    >
      <TextField
        autoFocus
        fullWidth
        sx={{ mt: 2 }}
        label={t('ask.name')}
        value={name}
        slotProps={{ htmlInput: { maxLength: 120 } }}
        onChange={({ target }) => setName(target.value)}
      />
    </ConfirmDialog>
  );
}

function PlainQuestion({
  plan,
  commands,
  onClose,
  question,
}: DialogProps & { question: 'unpublish' | 'remove' }) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const served = plan.figures.served;
  return (
    <ConfirmDialog
      open
      danger
      title={t(`${question}.question`)}
      consequences={[t(`${question}.consequence`, { count: served, formatted: format.integer(served) })]}
      confirmLabel={t(`${question}.confirm`)}
      dismissLabel={t(`${question}.dismiss`)}
      onConfirm={() => {
        onClose();
        void commands[question]();
      }}
      onClose={onClose}
    />
  );
}

/** Asks before a plan is published, taken back, renamed or removed, and says what follows. */
export function PlanDialogs({ question, ...props }: DialogProps & { question: PlanQuestion | null }) {
  if (question === 'publish') return <PublishDialog {...props} />;
  if (question === 'rename') return <RenameDialog {...props} />;
  if (question === 'unpublish' || question === 'remove')
    return <PlainQuestion {...props} question={question} />;
  return null;
}
