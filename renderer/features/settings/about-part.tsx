import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/screen.tsx';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

const THANKS = ['naturalEarth', 'geonames', 'timeZones', 'maplibre', 'inter', 'lucide'] as const;

export function AboutPart() {
  const { t } = useTranslation('settings');
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  return (
    <Section level={2} title={t('about.title')}>
      <p>
        <strong>Vigie</strong> {data && t('about.version', { version: data.version })}
      </p>
      <p style={{ color: tokens.textMuted }}>{t('about.tagline')}</p>
      <p style={{ marginTop: 12, color: tokens.textMuted }}>{t('about.attributions')}</p>
      <ul style={{ margin: '4px 0 0', paddingLeft: 18, color: tokens.textMuted, lineHeight: 1.7 }}>
        {THANKS.map((key) => (
          <li key={key}>{t(`about.${key}`)}</li>
        ))}
      </ul>
    </Section>
  );
}
