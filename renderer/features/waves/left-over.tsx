import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { CircleSlash } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type DayProposal, LEFT_OVER_REASONS } from '../../../core/contract/waves.ts';
import { PlainTable } from '../../components/charts/figure.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';

const Body = styled('div')({ padding: 16, maxWidth: 560, '& h3': { margin: '0 0 8px' } });

/** Of each reason so many are named. */
const NAMED = 3;

/** How many orders no wave of the day takes, and for which reasons. */
export function LeftOver({ orders }: { orders: DayProposal['leftOver'] }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const titleId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (orders.length === 0) return null;
  const byReason = Map.groupBy(orders, ({ reason }) => reason);
  return (
    <>
      <Button
        size="small"
        variant="text"
        startIcon={<CircleSlash size={14} />}
        aria-haspopup="dialog"
        sx={{ whiteSpace: 'nowrap', flexShrink: 0 }}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('leftOver.open', { count: orders.length })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-labelledby': titleId } }}
      >
        <Body>
          <h3 id={titleId}>{t('leftOver.title')}</h3>
          <PlainTable aria-labelledby={titleId}>
            <thead>
              <tr>
                <th scope="col">{t('leftOver.reason')}</th>
                <th scope="col">{t('pane.orders')}</th>
                <th scope="col">{t('leftOver.first')}</th>
              </tr>
            </thead>
            <tbody>
              {LEFT_OVER_REASONS.map((reason) => {
                const own = byReason.get(reason);
                return (
                  own && (
                    <tr key={reason}>
                      <th scope="row">{t(`leftOver.${reason}`)}</th>
                      <td>{format.integer(own.length)}</td>
                      <td>
                        {own.slice(0, NAMED).map(({ number }, i) => (
                          <span key={number}>
                            {i > 0 && ', '}
                            <Link to={links.order(number)}>{number}</Link>
                          </span>
                        ))}
                      </td>
                    </tr>
                  )
                );
              })}
            </tbody>
          </PlainTable>
        </Body>
      </Popover>
    </>
  );
}
