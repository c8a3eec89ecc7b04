import LinearProgress from '@mui/material/LinearProgress';
import { keyframes, styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';

const appear = keyframes({ from: { opacity: 0 }, to: { opacity: 1 } });

/** Shows itself only when waiting becomes noticeable. */
const Late = styled('div')({ animation: `${appear} 0.1s 0.2s both` });

export function ScreenLoading() {
  const { t } = useTranslation('common');
  return (
    <Late>
      <LinearProgress sx={{ height: 2, borderRadius: 0 }} aria-label={t('loading')} />
    </Late>
  );
}
