import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { FileSpreadsheet, FolderOpen } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../lib/commands.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useChooseFiles } from './use-choose-files.ts';

const Zone = styled('div', { shouldForwardProp: (name) => name !== 'over' })<{ over: boolean }>(
  ({ over }) => ({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: 4,
    minHeight: 216,
    padding: 24,
    textAlign: 'center',
    borderRadius: 10,
    border: `1.5px dashed ${over ? tokens.accent : tokens.lineStrong}`,
    backgroundColor: over ? tokens.accentSoft : tokens.surface,
    '& h2': { marginTop: 10, fontSize: 16, fontWeight: 600, letterSpacing: '-0.01em' },
    '& p': { maxWidth: 520, color: tokens.textMuted, lineHeight: 1.5 },
    '& .buttons': { display: 'flex', gap: 8, marginTop: 14 },
    '& .wait': { width: 320, marginTop: 14 },
  }),
);

/** Files come in here: dropped, or by the dialog. Several at once. */
export function DropZone() {
  const { t } = useTranslation(['import', 'common']);
  const format = useFormat();
  const [over, setOver] = useState(false);
  const { phase, share, choose, drop, cancel } = useChooseFiles();
  useCommand({
    id: 'import.choose',
    title: t('choose.button'),
    group: t('title'),
    shortcut: 'a',
    icon: FolderOpen,
    enabled: phase === 'idle',
    run: choose,
  });
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && phase === 'idle') drop(files);
  };
  const handing = phase === 'handing' && share < 1;
  return (
    <Zone
      over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <FileSpreadsheet size={28} strokeWidth={1.5} color={tokens.accent} aria-hidden />
      {phase === 'idle' ? (
        <>
          <h2>{t('choose.drop')}</h2>
          <p>{t('choose.forms')}</p>
          <div className="buttons">
            <Button
              variant="contained"
              color="primary"
              startIcon={<FolderOpen size={15} />}
              onClick={choose}
              autoFocus
            >
              {t('choose.button')}
            </Button>
          </div>
        </>
      ) : (
        <div role="status">
          <h2>{t(handing ? 'choose.handing' : 'choose.reading')}</h2>
          <LinearProgress
            className="wait"
            variant={handing ? 'determinate' : 'indeterminate'}
            value={share * 100}
            aria-label={handing ? format.percent(share, 0) : t('choose.reading')}
          />
          <div className="buttons" style={{ justifyContent: 'center' }}>
            <Button size="small" onClick={cancel}>
              {t('common:action.cancel')}
            </Button>
          </div>
        </div>
      )}
    </Zone>
  );
}
