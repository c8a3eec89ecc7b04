import { useTranslation } from 'react-i18next';
import { Screen } from '../../components/layout/screen.tsx';

export function OrdersPage() {
  const { t } = useTranslation('shell');
  return <Screen title={t('nav.orders')}>{null}</Screen>;
}
