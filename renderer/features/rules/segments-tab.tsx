import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { styled } from '@mui/material/styles';
import { ArrowDown, ArrowUp, Plus, Trash2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RuleDocument, SegmentDefinition } from '../../../core/contract/rules.ts';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { tokens } from '../../lib/tokens.ts';
import { ListEditor } from './condition-slots.tsx';
import { moved, newSegment } from './document-edits.ts';
import {
  joined,
  minorScale,
  numberWords,
  rangeWords,
  SEGMENT_SLOTS,
  sentenceParts,
  type Words,
} from './rule-words.ts';
import { SegmentCounts } from './segment-counts.tsx';
import { SlotChip } from './slot-chip.tsx';
import { ChoiceMenu, NumberForm, RangeForm } from './slot-forms.tsx';
import { useChoices, useWords } from './use-words.ts';

const List = styled('ol')({
  listStyle: 'none',
  margin: '0 0 12px',
  padding: 0,
  '& > li': {
    display: 'flex',
    alignItems: 'flex-start',
    gap: 4,
    padding: '8px 12px',
    border: `1px solid ${tokens.line}`,
    borderRadius: 8,
    marginBottom: 8,
  },
  '& p': { flex: 1, lineHeight: 1.9 },
});

interface SegmentSlotProps {
  slot: string;
  definition: SegmentDefinition;
  words: Words;
  readOnly: boolean;
  onChange: (patch: Partial<SegmentDefinition>) => void;
}

function slotText(slot: string, definition: SegmentDefinition, words: Words): string | null {
  const { countries, during } = definition;
  if (slot === 'countries') return countries ? joined(countries.map(words.country), words.format) : null;
  if (slot === 'during') return rangeWords(during, (at) => words.format.date(at), words.t, 'day') || null;
  const value = definition[slot as keyof SegmentDefinition] as number | null;
  const type = SEGMENT_SLOTS[slot as keyof typeof SEGMENT_SLOTS];
  return value === null ? null : numberWords(slot, type, value, words);
}

function SegmentSlot({ slot, definition, words, readOnly, onChange }: SegmentSlotProps) {
  const { t } = words;
  const choices = useChoices();
  if (slot === 'segment') {
    return (
      <InputBase
        value={definition.segment}
        readOnly={readOnly}
        onChange={(event) => onChange({ segment: event.target.value.slice(0, 60) || ' ' })}
        inputProps={{ 'aria-label': t('slot.segment') }}
        sx={{
          width: `${Math.max(6, definition.segment.length + 2)}ch`,
          font: 'inherit',
          backgroundColor: tokens.accentSoft,
          borderRadius: '5px',
          '& input': { padding: '0 6px', fontWeight: 560, height: 20 },
        }}
      />
    );
  }
  const text = slotText(slot, definition, words);
  const label = t(`slot.${slot}`);
  const { during: _during, countries: _countries, ...plain } = definition;
  const editor = (close: () => void) => {
    if (slot === 'countries') {
      return (
        <ListEditor
          label={label}
          values={choices?.countries}
          chosen={definition.countries ?? []}
          write={words.country}
          onChange={(countries) => onChange({ countries })}
        />
      );
    }
    if (slot === 'during') {
      const done = (during: SegmentDefinition['during']) => {
        onChange({ during });
        close();
      };
      return <RangeForm value={definition.during} kind="day" scale={1} unit="" onDone={done} />;
    }
    const money = slot.endsWith('Minor');
    return (
      <NumberForm
        label={label}
        value={plain[slot as keyof typeof plain] as number | null}
        low={slot === 'months' ? 1 : 0}
        high={slot === 'months' ? 120 : 1_000_000_000}
        whole
        nullable={slot !== 'months'}
        {...(money ? { scale: minorScale(words.currency), unit: words.currency } : {})}
        onDone={(value) => {
          onChange({ [slot]: value });
          close();
        }}
      />
    );
  };
  return (
    <>
      {(slot === 'countries' || slot === 'during') && ' '}
      <SlotChip
        label={label}
        value={text ?? (t(`nothing.${slot}`).trim() || label)}
        quiet={text === null}
        readOnly={readOnly}
      >
        {editor}
      </SlotChip>
    </>
  );
}

interface SegmentsTabProps {
  document: RuleDocument;
  readOnly: boolean;
  setDocument: (change: (document: RuleDocument) => RuleDocument) => void;
}

/** An empty list or range is left out: it means that it does not matter. */
function cleaned(definition: SegmentDefinition): SegmentDefinition {
  const { countries, during, ...rest } = definition;
  return { ...rest, ...(countries?.length ? { countries } : {}), ...(during ? { during } : {}) };
}

/** How customers become members of segments, how many that makes, and who they are. */
export function SegmentsTab({ document, readOnly, setDocument }: SegmentsTabProps) {
  const { t } = useTranslation('rules');
  const words = useWords();
  const { segments } = document;
  const setSegments = (change: (segments: SegmentDefinition[]) => SegmentDefinition[]) =>
    setDocument((now) => ({ ...now, segments: change(now.segments) }));
  return (
    <>
      <p style={{ color: tokens.textMuted, marginBottom: 12 }}>{t('segments.text')}</p>
      {segments.length === 0 && (
        <EmptyState icon={Users} title={t('segments.none')}>
          {t('segments.noneText')}
        </EmptyState>
      )}
      <List>
        {segments.map((definition, i) => (
          <li key={definition.id}>
            <p>
              {sentenceParts(words.t, 'segment', Object.keys(SEGMENT_SLOTS)).map((part) =>
                'text' in part ? (
                  part.text
                ) : (
                  <SegmentSlot
                    key={part.slot}
                    slot={part.slot}
                    definition={definition}
                    words={words}
                    readOnly={readOnly}
                    onChange={(patch) =>
                      setSegments((now) =>
                        now.map((one) => (one.id === definition.id ? cleaned({ ...one, ...patch }) : one)),
                      )
                    }
                  />
                ),
              )}
            </p>
            {!readOnly && <SegmentTools definition={definition} first={i === 0} setSegments={setSegments} />}
          </li>
        ))}
      </List>
      {!readOnly && (
        <Button
          startIcon={<Plus size={14} />}
          onClick={() => setSegments((now) => [...now, newSegment(t('segments.name'))])}
        >
          {t('segments.add')}
        </Button>
      )}
      {segments.length > 0 && <Otherwise document={document} readOnly={readOnly} setDocument={setDocument} />}
      <SegmentCounts document={document} words={words} />
    </>
  );
}

function SegmentTools({
  definition: { id, segment, enabled },
  first,
  setSegments,
}: {
  definition: SegmentDefinition;
  first: boolean;
  setSegments: (change: (segments: SegmentDefinition[]) => SegmentDefinition[]) => void;
}) {
  const { t } = useTranslation('rules');
  const name = segment;
  return (
    <>
      <Checkbox
        size="small"
        checked={enabled}
        onChange={(_, on) =>
          setSegments((now) => now.map((one) => (one.id === id ? { ...one, enabled: on } : one)))
        }
        slotProps={{ input: { 'aria-label': t('card.on', { name }) } }}
      />
      <IconButton
        size="small"
        disabled={first}
        aria-label={t('segments.up', { name })}
        onClick={() => setSegments((now) => moved(now, id, -1))}
      >
        <ArrowUp size={14} />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('segments.down', { name })}
        onClick={() => setSegments((now) => moved(now, id, 1))}
      >
        <ArrowDown size={14} />
      </IconButton>
      <IconButton
        size="small"
        aria-label={t('segments.removeOne', { name })}
        onClick={() => setSegments((now) => now.filter((one) => one.id !== id))}
      >
        <Trash2 size={14} />
      </IconButton>
    </>
  );
}

function Otherwise({ document, readOnly, setDocument }: SegmentsTabProps) {
  const { t } = useTranslation('rules');
  const words = useWords();
  const choices = useChoices();
  const { otherwiseSegment } = document;
  const names = [
    ...new Set([...(choices?.segments ?? []), ...document.segments.map(({ segment }) => segment)]),
  ];
  const options = [
    { value: '', label: t('segments.keep') },
    ...names.map((value) => ({ value, label: words.segment(value) })),
  ];
  return (
    <p style={{ margin: '12px 0' }}>
      {t('segments.otherwise')}{' '}
      <SlotChip
        label={t('segments.otherwise')}
        value={otherwiseSegment === null ? t('segments.keep') : words.segment(otherwiseSegment)}
        quiet={otherwiseSegment === null}
        readOnly={readOnly}
      >
        {(close) => (
          <ChoiceMenu
            label={t('segments.otherwise')}
            options={options}
            value={otherwiseSegment ?? ''}
            onChoose={(value) => {
              setDocument((now) => ({ ...now, otherwiseSegment: value === '' ? null : value }));
              close();
            }}
          />
        )}
      </SlotChip>
    </p>
  );
}
