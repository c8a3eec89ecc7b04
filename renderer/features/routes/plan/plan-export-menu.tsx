import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { ChevronDown, Download, FileSpreadsheet, FileText, MapIcon, MapPinned } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { saveText } from '../../../lib/desktop.ts';
import { currentLanguage } from '../../../lib/i18n.ts';
import { saveFileOf } from '../../../lib/made-file.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { routeErrorWords } from '../route-errors.ts';

const FORMATS = [
  { format: 'csv', icon: FileSpreadsheet },
  { format: 'gpx', icon: MapPinned },
  { format: 'geojson', icon: MapIcon },
] as const;
type Format = (typeof FORMATS)[number]['format'];

/** Takes a plan's tours into a file. */
export function PlanExportMenu({ plan }: { plan: RoutePlanDetail }) {
  const { t } = useTranslation(['routes', 'common']);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (write: () => Promise<string | null>) => {
    setAnchor(null);
    setBusy(true);
    try {
      const name = await write();
      if (name !== null) showToast({ severity: 'ok', message: t('export.done', { name }) });
    } catch (error) {
      const { title, action } = routeErrorWords(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        startIcon={<Download size={14} />}
        endIcon={<ChevronDown size={13} />}
        disabled={busy || plan.routes.length === 0}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('export.open')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {FORMATS.map(({ format, icon: Icon }) => (
          <MenuItem key={format} onClick={() => void save(() => saveTours(plan.id, format))}>
            <Icon size={14} />
            {t(`export.${format}`)}
          </MenuItem>
        ))}
        <MenuItem onClick={() => void save(() => saveRoundSheets(plan.id))}>
          <FileText size={14} />
          {t('export.pdf')}
        </MenuItem>
      </Menu>
    </>
  );
}

async function saveTours(planId: number, format: Format): Promise<string> {
  const made = await rpc.routes.export({ planId, format, language: currentLanguage() });
  saveText(made.text, made.fileName, made.mediaType);
  return made.fileName;
}

/** Null when the job was cancelled. */
async function saveRoundSheets(planId: number): Promise<string | null> {
  const { jobId } = await rpc.routes.roundSheets({ planId, language: currentLanguage() });
  return saveFileOf(jobId);
}
