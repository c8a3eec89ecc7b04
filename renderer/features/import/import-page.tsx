import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/layout/screen.tsx';

export function ImportPage() {
  const { t } = useTranslation('shell');
  return <Screen title={t('nav.import')}>{null}</Screen>;
}
