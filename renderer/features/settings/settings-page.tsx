import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Column, Screen } from '../../components/layout/screen.tsx';
import { tokens } from '../../lib/tokens.ts';
import { AboutPart } from './about-part.tsx';
import { ApiKeysPart } from './api-keys-part.tsx';
import { BasemapPart } from './basemap-part.tsx';
import { CalendarsPart } from './calendars-part.tsx';
import { CarriersPart } from './carriers-part.tsx';
import { DisplayPart } from './display-part.tsx';
import { DetectionPart } from './incidents/detection-part.tsx';
import { NotifyPart } from './incidents/notify-part.tsx';
import { TeamsPart } from './incidents/teams-part.tsx';
import { OrderValidationPart } from './validation/order-validation-part.tsx';
import { WorkspacePart } from './workspace-part.tsx';

const Parts = styled('div')({
  '& > section + section': { borderTop: `1px solid ${tokens.line}`, marginTop: 28, paddingTop: 20 },
});

export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <Screen title={t('title')} scroll>
      <Column>
        <Parts>
          <DisplayPart />
          <WorkspacePart />
          <BasemapPart />
          <OrderValidationPart />
          <CalendarsPart />
          <CarriersPart />
          <DetectionPart />
          <TeamsPart />
          <NotifyPart />
          <ApiKeysPart />
          <AboutPart />
        </Parts>
      </Column>
    </Screen>
  );
}
