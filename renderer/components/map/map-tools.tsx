import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';

const Tools = styled('div')({
  position: 'absolute',
  top: 12,
  right: 12,
  display: 'flex',
  flexDirection: 'column',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  overflow: 'hidden',
  '& .MuiIconButton-root': { width: 32, height: 32, borderRadius: 0, color: tokens.textMuted },
});

interface MapToolsProps {
  onZoom: (by: number) => void;
  onFit: () => void;
}

/** Nearer, farther, everything. */
export function MapTools({ onZoom, onFit }: MapToolsProps) {
  const { t } = useTranslation('map');
  const tools = [
    { name: t('zoomIn'), icon: Plus, run: () => onZoom(1) },
    { name: t('zoomOut'), icon: Minus, run: () => onZoom(-1) },
    { name: t('fit'), icon: Maximize, run: onFit },
  ];
  return (
    <Tools>
      {tools.map(({ name, icon: Icon, run }) => (
        <Tooltip key={name} title={name} placement="left">
          <IconButton aria-label={name} onClick={run}>
            <Icon size={16} />
          </IconButton>
        </Tooltip>
      ))}
    </Tools>
  );
}
