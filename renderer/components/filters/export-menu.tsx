import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { ChevronDown, Download, FileSpreadsheet, FileText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

export type ExportFormat = 'csv' | 'xlsx';

const Hint = styled('p')({
  padding: '6px 8px 8px',
  maxWidth: 240,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
});

export interface ExportMenuProps {
  /** Rows that the file will hold. */
  total: number;
  onExport: (format: ExportFormat) => void;
  busy?: boolean;
}

/** Takes what is shown into a file. */
export function ExportMenu({ total, onExport, busy = false }: ExportMenuProps) {
  const { t } = useTranslation('table');
  const format = useFormat();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (chosen: ExportFormat) => () => {
    setAnchor(null);
    onExport(chosen);
  };
  return (
    <>
      <Button
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Download size={14} />}
        endIcon={<ChevronDown size={13} />}
        disabled={busy || total === 0}
        title={t('export.button')}
        aria-haspopup="menu"
      >
        {t('export.button')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Hint role="none">{t('export.hint', { formatted: format.integer(total) })}</Hint>
        <MenuItem onClick={choose('xlsx')}>
          <FileSpreadsheet size={14} />
          {t('export.xlsx')}
        </MenuItem>
        <MenuItem onClick={choose('csv')}>
          <FileText size={14} />
          {t('export.csv')}
        </MenuItem>
      </Menu>
    </>
  );
}
