import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import { styled } from '@mui/material/styles';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaveTemplateChoices } from '../../../../core/contract/waves.ts';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { clockText } from '../time-field.tsx';
import { isWrong, type TemplateFieldsProps } from './edited-template.ts';
import { TemplateForm } from './template-form.tsx';
import { templateWords } from './template-words.ts';

const Card = styled(Accordion)({
  marginTop: 6,
  border: `1px solid ${tokens.line}`,
  borderRadius: '8px !important',
  backgroundColor: 'transparent',
  '&::before': { display: 'none' },
  '&.Mui-expanded': { borderColor: tokens.lineStrong },
  '& .MuiAccordionSummary-root': { minHeight: 42, padding: '8px 12px', font: 'inherit' },
  '& .MuiAccordionSummary-content': { margin: 0, minWidth: 0 },
  '& .MuiAccordionDetails-root': { padding: '4px 12px 12px' },
});

const Line = styled('span')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 210px) 104px minmax(0, 1fr) auto',
  columnGap: 12,
  alignItems: 'baseline',
  width: '100%',
  paddingRight: 12,
  '& .name': { fontWeight: 560, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .times': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '& .limits': { color: tokens.textMuted },
});

type TemplateCardProps = TemplateFieldsProps & {
  choices: WaveTemplateChoices;
  open: boolean;
  onOpen: (open: boolean) => void;
  onRemove: () => void;
};

/** A wave template: a line that says all of it, and the form behind it. */
export function TemplateCard({ value, choices, open, onOpen, onChange, onRemove }: TemplateCardProps) {
  const { t } = useTranslation(['waves', 'orders']);
  const format = useFormat();
  const id = useId();
  const times = { release: clockText(value.releaseMinutes), cutOff: clockText(value.cutOffMinutes) };
  return (
    <Card
      disableGutters
      elevation={0}
      expanded={open}
      onChange={(_, next) => onOpen(next)}
      slotProps={{ transition: { unmountOnExit: true }, heading: { component: 'h4' } }}
    >
      <AccordionSummary id={id} aria-controls={`${id}-form`} expandIcon={<ChevronDown size={15} />}>
        <Line>
          <span className="name">{value.name}</span>
          <span className="times">{t('template.times', times)}</span>
          <span className="limits">{!open && templateWords(value, choices, { t, format }).join(' · ')}</span>
          {isWrong(value) ? (
            <StatusChip tone="critical" label={t('template.wrong')} />
          ) : (
            !value.active && <StatusChip tone="neutral" label={t('template.off')} />
          )}
        </Line>
      </AccordionSummary>
      <AccordionDetails>
        <TemplateForm value={value} choices={choices} onChange={onChange} onRemove={onRemove} />
      </AccordionDetails>
    </Card>
  );
}
