import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/layout/screen.tsx';

export function StockPage() {
  const { t } = useTranslation('shell');
  return <Screen title={t('nav.stock')}>{null}</Screen>;
}
