import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/layout/screen.tsx';

export function TowerPage() {
  const { t } = useTranslation('shell');
  return <Screen title={t('nav.tower')}>{null}</Screen>;
}
