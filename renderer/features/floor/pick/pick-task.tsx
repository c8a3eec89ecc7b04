import { styled } from '@mui/material/styles';
import { Check, Minus, PackageX, Plus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickTaskView } from '../../../../core/contract/picking.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { ScanField } from '../scan-field.tsx';
import { BigButton, BigFigure } from '../station-parts.tsx';
import { ShortDialog } from './short-dialog.tsx';
import { type PickWork, remaining } from './use-pick-list.ts';

const Where = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '16px 48px',
  padding: '18px 20px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 12,
  backgroundColor: tokens.subtle,
  '& .bin .value': { fontSize: 52, color: tokens.accent },
});
const Product = styled('div')({
  '& h2': { fontSize: 24, fontWeight: 600, margin: 0 },
  '& p': { fontSize: 17, color: tokens.textMuted, margin: '4px 0 0' },
});
const Parts = styled('ul')({
  listStyle: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  margin: 0,
  padding: 0,
  '& li': {
    padding: '8px 14px',
    fontSize: 17,
    border: `1px solid ${tokens.line}`,
    borderRadius: 10,
    '& b': { fontWeight: 640 },
  },
});
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'center' });
const Amount = styled('output')({
  minWidth: 72,
  textAlign: 'center',
  fontSize: 34,
  fontWeight: 640,
  fontVariantNumeric: 'tabular-nums',
});

function Place({ task, quantity }: { task: PickTaskView; quantity: number }) {
  const { t } = useTranslation('floor');
  const format = useFormat();
  const steps = [
    ['pick.aisle', task.aisle],
    ['pick.bay', task.bay],
    ['pick.level', task.level],
  ] as const;
  return (
    <Where>
      <div className="bin">
        <BigFigure label={t(task.bin ? 'pick.bin' : 'pick.zone')}>{task.bin ?? task.zone}</BigFigure>
      </div>
      {steps.map(([label, value]) =>
        value === null ? null : (
          <BigFigure key={label} label={t(label)}>
            {format.integer(value)}
          </BigFigure>
        ),
      )}
      <BigFigure label={t('pick.take')}>{format.integer(quantity)}</BigFigure>
    </Where>
  );
}

function Compartments({ task }: { task: PickTaskView }) {
  const { t } = useTranslation('floor');
  const parts = task.parts.filter(({ cancelled, compartment }) => !cancelled && compartment !== null);
  if (parts.length === 0) return null;
  return (
    <Parts aria-label={t('pick.compartments')}>
      {parts.map(({ order, lineNumber, compartment, quantity }) => (
        <li key={`${order} ${lineNumber}`}>
          {t('pick.compartment', { compartment })} <b>× {quantity}</b>
        </li>
      ))}
    </Parts>
  );
}

/** The next stop of a walk: where to go, what to take, scanned or confirmed by a key. */
export function PickTask({ task, work }: { task: PickTaskView; work: PickWork }) {
  const { t } = useTranslation('floor');
  const most = remaining(task);
  const [amount, setAmount] = useState(most);
  const [asking, setAsking] = useState(false);
  const more = (step: number) => setAmount((now) => Math.min(most, Math.max(1, now + step)));
  const confirm = () => void work.confirm(task, amount);
  const keys = {
    Enter: confirm,
    '+': () => more(1),
    '-': () => more(-1),
    ...(work.undo ? { Backspace: () => void work.undo?.() } : {}),
  };
  return (
    <>
      <Place task={task} quantity={most} />
      <Product>
        <h2>{task.name}</h2>
        <p data-testid="sku">
          {task.sku} · {task.zone}
        </p>
      </Product>
      <Compartments task={task} />
      <ScanField
        label={t('pick.scan')}
        hint={t('pick.scanHint')}
        keys={keys}
        told={work.told}
        onScan={(scanned) => work.confirm(task, amount, scanned)}
      />
      <Buttons>
        <BigButton aria-label={t('pick.fewer')} disabled={amount <= 1} onClick={() => more(-1)}>
          <Minus size={22} />
        </BigButton>
        <Amount aria-label={t('pick.amount')}>{amount}</Amount>
        <BigButton aria-label={t('pick.more')} disabled={amount >= most} onClick={() => more(1)}>
          <Plus size={22} />
        </BigButton>
        <BigButton
          variant="contained"
          color="primary"
          startIcon={<Check size={20} />}
          disabled={work.busy}
          onClick={confirm}
        >
          {t('pick.confirm', { count: amount })}
        </BigButton>
        <BigButton startIcon={<PackageX size={20} />} disabled={work.busy} onClick={() => setAsking(true)}>
          {t('pick.short')}
        </BigButton>
        <BigButton
          startIcon={<Undo2 size={20} />}
          disabled={work.busy || !work.undo}
          onClick={() => void work.undo?.()}
        >
          {t('pick.undo')}
        </BigButton>
      </Buttons>
      {asking && (
        <ShortDialog
          task={task}
          onShort={(found, reason) => {
            setAsking(false);
            void work.short(task, found, reason);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
