import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { Layers, List, type LucideIcon, Maximize, Minus, Plus } from 'lucide-react';
import { type MouseEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { MAP_LAYERS, type MapLayer, type MapLayers } from './types.ts';

const Stack = styled('div')({
  position: 'absolute',
  top: 12,
  right: 12,
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
});

const Group = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  overflow: 'hidden',
  '& .MuiIconButton-root': { width: 32, height: 32, borderRadius: 0, color: tokens.textMuted },
  '& .MuiIconButton-root[aria-pressed="true"]': { color: tokens.accent, backgroundColor: tokens.accentSoft },
});

const Choices = styled('div')({ padding: '8px 10px', minWidth: 210 });
const Choice = styled('label')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 16,
  minHeight: 30,
  cursor: 'pointer',
});

interface ToolProps {
  label: string;
  icon: LucideIcon;
  pressed?: boolean;
  onClick: (event: MouseEvent<HTMLElement>) => void;
}

function Tool({ label, icon: Icon, pressed, onClick }: ToolProps) {
  return (
    <Tooltip title={label} placement="left">
      <IconButton aria-label={label} aria-pressed={pressed} onClick={onClick}>
        <Icon size={16} />
      </IconButton>
    </Tooltip>
  );
}

function LayerChoices({ layers, onLayer }: Pick<MapControlsProps, 'layers' | 'onLayer'>) {
  const { t } = useTranslation('map');
  const id = useId();
  return (
    <Choices role="group" aria-label={t('layers')}>
      {MAP_LAYERS.map((layer) => (
        <Choice key={layer} htmlFor={`${id}-${layer}`}>
          {t(`layer.${layer}`)}
          <Switch
            id={`${id}-${layer}`}
            checked={layers[layer]}
            onChange={(_, shown) => onLayer(layer, shown)}
          />
        </Choice>
      ))}
    </Choices>
  );
}

export interface MapControlsProps {
  layers: MapLayers;
  onLayer: (layer: MapLayer, shown: boolean) => void;
  listed: boolean;
  onList: (listed: boolean) => void;
  onZoom: (by: number) => void;
  onFit: () => void;
}

/** Zoom, fit, layers, and the way to the same content as a list. */
export function MapControls({ layers, onLayer, listed, onList, onZoom, onFit }: MapControlsProps) {
  const { t } = useTranslation('map');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <Stack>
      <Group>
        <Tool label={t('zoomIn')} icon={Plus} onClick={() => onZoom(1)} />
        <Tool label={t('zoomOut')} icon={Minus} onClick={() => onZoom(-1)} />
        <Tool label={t('fit')} icon={Maximize} onClick={onFit} />
      </Group>
      <Group>
        <Tool label={t('layers')} icon={Layers} onClick={(event) => setAnchor(event.currentTarget)} />
        <Tool label={t('list')} icon={List} pressed={listed} onClick={() => onList(!listed)} />
      </Group>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'top', horizontal: -8 }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <LayerChoices layers={layers} onLayer={onLayer} />
      </Popover>
    </Stack>
  );
}
