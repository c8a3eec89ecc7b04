import Button from '@mui/material/Button';
import { Map as MapIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/screen.tsx';
import { chooseStreetMap, forgetStreetMap, useStreetMap } from '../../lib/street-map.ts';
import { tokens } from '../../lib/tokens.ts';

export function BasemapPart() {
  const { t } = useTranslation('settings');
  const streets = useStreetMap();
  return (
    <Section level={2} title={t('basemap.title')}>
      <p style={{ color: tokens.textMuted, marginBottom: 10 }}>
        {streets ? t('basemap.chosen', { name: streets.name }) : t('basemap.text')}
      </p>
      <div style={{ display: 'flex', gap: 6 }}>
        <Button startIcon={<MapIcon size={14} />} onClick={() => void chooseStreetMap()}>
          {t('basemap.choose')}
        </Button>
        {streets && (
          <Button variant="text" onClick={forgetStreetMap}>
            {t('basemap.remove')}
          </Button>
        )}
      </div>
    </Section>
  );
}
