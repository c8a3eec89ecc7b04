import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { Check, ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CandidateView } from '../../../../core/contract/workbench.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { CostBar } from '../cost-bar.tsx';
import { rejectionSentence } from '../reason-words.ts';
import { useFacilityNames } from '../use-facility-names.ts';
import { asAlternative, counterfactual } from './candidate-words.ts';

const Name = styled(ButtonBase)({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  marginLeft: -4,
  padding: '0 4px 0 0',
  borderRadius: 4,
  font: 'inherit',
  color: tokens.text,
  textAlign: 'start',
  '&:hover': { backgroundColor: tokens.hover },
  '& svg': { flexShrink: 0, color: tokens.textQuiet },
  '& .won': { color: tokens.ok },
});

const Detail = styled('div')({
  display: 'grid',
  gap: 5,
  paddingLeft: 14,
  '& p': { color: tokens.textMuted, lineHeight: 1.45 },
  '& p.flip': { color: tokens.text },
  '& a': { color: tokens.accent },
});

/** Reasons for which shipping from there by hand is out of the question too. */
const NEVER = new Set(['noStock', 'noRate', 'inactive']);

interface CandidateRowProps {
  candidate: CandidateView;
  currency: string;
  scaleMinor: number;
  /** What the winners cost, to tell the difference. */
  chosenMinor: number;
  ruleVersionId: number | undefined;
  initiallyOpen: boolean;
  onChoose?: ((facility: string) => void) | undefined;
}

/** The rejection in words; the rule's name leads to the rules. */
function Rejection({ candidate, currency, chosenMinor, ruleVersionId }: CandidateRowProps) {
  const { t } = useTranslation(['sourcing', 'workbench']);
  const format = useFormat();
  const nameOf = useFacilityNames();
  const alternative = asAlternative(candidate);
  if (!alternative) return null;
  const cheaperBy = candidate.rejection === 'dearer' ? chosenMinor - (candidate.cost?.totalMinor ?? 0) : 0;
  if (cheaperBy > 0)
    return <p>{t('workbench:why.cheaper', { amount: format.moneyMinor(cheaperBy, currency) })}</p>;
  const context = { t, format, currency, chosen: [], nameOf, cost: chosenMinor };
  return (
    <p>
      {rejectionSentence(alternative, context)}{' '}
      {candidate.rule !== null && (
        <Link to={links.rules(ruleVersionId)}>{t('workbench:why.openRule', { rule: candidate.rule })}</Link>
      )}
    </p>
  );
}

function TakenFrom({ takenFrom }: Pick<CandidateView, 'takenFrom'>) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  if (takenFrom.length === 0) return null;
  return (
    <p>
      {t('why.takenFrom')}{' '}
      {takenFrom.map(({ number, sku, units }, index) => (
        <Fragment key={`${number} ${sku}`}>
          {index > 0 && ', '}
          <Link to={links.order(number)}>{number}</Link>{' '}
          {t('why.taken', { quantity: format.integer(units), sku })}
        </Fragment>
      ))}
    </p>
  );
}

function Details(props: CandidateRowProps) {
  const { candidate, currency, scaleMinor, onChoose } = props;
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const { facility, name, cost, co2Grams, distanceMetres, service, rule, chosen } = candidate;
  const flip = counterfactual(candidate, currency, t, format);
  const facts = [
    service,
    distanceMetres !== null && format.distance(distanceMetres),
    co2Grams !== null && co2Grams > 0 && t('why.co2', { weight: format.weight(co2Grams) }),
  ].filter(Boolean);
  return (
    <Detail>
      {cost && cost.totalMinor > 0 && <CostBar cost={cost} currency={currency} scaleMinor={scaleMinor} />}
      {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      {!chosen && <Rejection {...props} />}
      {chosen && rule !== null && <p>{t('why.chosenRule', { rule })}</p>}
      <TakenFrom takenFrom={candidate.takenFrom} />
      {flip && <p className="flip">{flip}</p>}
      {onChoose && !NEVER.has(candidate.rejection ?? '') && (
        <div>
          <Button size="small" onClick={() => onChoose(facility)}>
            {t('override.choose', { facility: name })}
          </Button>
        </div>
      )}
    </Detail>
  );
}

/** One facility: its figures in a line, and on demand its cost parts and what would turn it. */
export function CandidateRow(props: CandidateRowProps) {
  const { candidate, currency, initiallyOpen } = props;
  const { t } = useTranslation(['workbench', 'sourcing']);
  const format = useFormat();
  const detailId = useId();
  const [open, setOpen] = useState(initiallyOpen);
  const { name, chosen, unitsHeld, unitsWanted, capacityLeft, arrivesAt, daysLate, cost } = candidate;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <tbody>
      <tr className="main">
        <th scope="row">
          <Name aria-expanded={open} aria-controls={detailId} onClick={() => setOpen(!open)}>
            <Chevron size={13} />
            <span style={{ fontWeight: chosen ? 600 : 450 }}>{name}</span>
            {chosen && <Check size={13} className="won" aria-label={t('why.chosen')} />}
          </Name>
        </th>
        <td style={{ color: unitsHeld < unitsWanted ? tokens.warning : undefined, whiteSpace: 'nowrap' }}>
          {t('why.held', { held: format.integer(unitsHeld), wanted: format.integer(unitsWanted) })}
        </td>
        <td>{capacityLeft === null ? '–' : format.integer(capacityLeft)}</td>
        <td
          style={{
            color: daysLate !== null && daysLate > 0 ? tokens.warning : undefined,
            whiteSpace: 'nowrap',
          }}
        >
          {format.dateShort(arrivesAt)}
          {daysLate !== null &&
            daysLate > 0 &&
            ` ${t('sourcing:lateDays', { formatted: format.integer(daysLate) })}`}
        </td>
        <td style={{ fontWeight: chosen ? 600 : 450, whiteSpace: 'nowrap' }}>
          {format.moneyMinor(cost?.totalMinor, currency)}
        </td>
      </tr>
      <tr id={detailId} hidden={!open}>
        <td className="detail" colSpan={5}>
          <Details {...props} />
        </td>
      </tr>
    </tbody>
  );
}
