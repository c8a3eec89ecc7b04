import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/layout/screen.tsx';

export function SourcingPage() {
  const { t } = useTranslation('shell');
  return <Screen title={t('nav.sourcing')}>{null}</Screen>;
}
