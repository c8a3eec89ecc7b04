import Button from '@mui/material/Button';
import { type LucideIcon, RotateCw } from 'lucide-react';

interface RetryOrDropProps {
  busy: boolean;
  retryLabel: string;
  onRetry: () => void;
  dropLabel: string;
  DropIcon: LucideIcon;
  onDrop: () => void;
}

/** What can be done with selected rows that did not go through. */
export function RetryOrDrop({ busy, retryLabel, onRetry, dropLabel, DropIcon, onDrop }: RetryOrDropProps) {
  return (
    <>
      <Button size="small" startIcon={<RotateCw size={13} />} disabled={busy} onClick={onRetry}>
        {retryLabel}
      </Button>
      <Button size="small" color="error" startIcon={<DropIcon size={13} />} disabled={busy} onClick={onDrop}>
        {dropLabel}
      </Button>
    </>
  );
}
