import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import {
  RULE_SCHEMA,
  type Rule,
  type RuleDocument,
  type RulePreview,
  type SlotType,
} from '../../../core/contract/rules.ts';
import { MoveButtons } from '../../components/controls/move-buttons.tsx';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { tokens } from '../../lib/tokens.ts';
import { RuleSlot } from './rule-slot.tsx';
import { ruleParts, ruleSentence, type Words } from './rule-words.ts';

const Card = styled('li', { shouldForwardProp: (name) => name !== 'off' })<{ off: boolean }>(({ off }) => ({
  padding: '8px 12px 10px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: off ? tokens.subtle : tokens.surface,
  '& .head': { display: 'flex', alignItems: 'center', gap: 4 },
  '& .kind': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', whiteSpace: 'nowrap' },
  '& .sentence': { lineHeight: 1.9, margin: '2px 0 4px', '&::first-letter': { textTransform: 'uppercase' } },
  '& .touches': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 14px',
    minHeight: 20,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontVariantNumeric: 'tabular-nums',
  },
  '& .shutOut': { display: 'inline-flex', alignItems: 'center', gap: 4, color: tokens.text },
}));

export interface RuleCardProps {
  rule: Rule;
  position: number;
  last: boolean;
  mode: RuleDocument['priorityMode'];
  words: Words;
  readOnly: boolean;
  preview: RulePreview | undefined;
  openOrders: number;
  onChange: (patch: Partial<Rule>) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

/** One rule: its name, its sentence with what can be edited in it, and what it does to the orders that wait now. */
export function RuleCard(props: RuleCardProps) {
  const { rule, position, mode, words, readOnly, preview, openOrders, onChange } = props;
  const { t } = words;
  const slots = RULE_SCHEMA[rule.kind].slots as Record<string, SlotType>;
  const says = rule as unknown as Record<string, unknown>;
  return (
    <Card off={!rule.enabled} aria-label={t('card.label', { position, name: rule.name })}>
      <div className="head">
        <InputBase
          value={rule.name}
          readOnly={readOnly}
          onChange={(event) => onChange({ name: event.target.value.slice(0, 120) || ' ' })}
          inputProps={{ 'aria-label': t('card.name', { position }) }}
          sx={{ flex: 1, fontWeight: 600, font: 'inherit', '& input': { fontWeight: 600, padding: '2px 0' } }}
        />
        <span className="kind">{t(`kind.${rule.kind}`)}</span>
        {!readOnly && <CardTools {...props} />}
      </div>
      <p className="sentence">
        {ruleParts(rule, mode, t).map((part) =>
          'text' in part ? (
            part.text
          ) : (
            <RuleSlot
              key={part.slot}
              slot={part.slot}
              type={slots[part.slot] as SlotType}
              value={says[part.slot]}
              words={words}
              readOnly={readOnly}
              onChange={(value) => onChange({ [part.slot]: value })}
            />
          ),
        )}
      </p>
      <span className="visually-hidden">{ruleSentence(rule, mode, words)}</span>
      <Touches rule={rule} preview={preview} openOrders={openOrders} words={words} />
    </Card>
  );
}

function CardTools({ rule, position, last, words, onChange, onMove, onDuplicate, onRemove }: RuleCardProps) {
  const { t } = words;
  const [menu, setMenu] = useState<HTMLElement | null>(null);
  const { name } = rule;
  const choose = (run: () => void) => () => {
    setMenu(null);
    run();
  };
  return (
    <>
      <Checkbox
        size="small"
        checked={rule.enabled}
        onChange={(event) => onChange({ enabled: event.target.checked })}
        slotProps={{ input: { 'aria-label': t('card.on', { name }) } }}
      />
      <MoveButtons
        first={position === 1}
        last={last}
        upLabel={t('card.up', { name })}
        downLabel={t('card.down', { name })}
        onMove={onMove}
      />
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={t('card.more', { name })}
        onClick={(event) => setMenu(event.currentTarget)}
      >
        <MoreHorizontal size={14} />
      </IconButton>
      <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)}>
        <MenuItem onClick={choose(onDuplicate)}>{t('card.duplicate')}</MenuItem>
        <MenuItem onClick={choose(onRemove)}>{t('card.remove')}</MenuItem>
      </Menu>
    </>
  );
}

const NAMED = 3;

function Touches({
  rule,
  preview,
  openOrders,
  words: { t, format },
}: Pick<RuleCardProps, 'rule' | 'preview' | 'openOrders' | 'words'>) {
  if (!rule.enabled) return <div className="touches">{t('card.off')}</div>;
  if (!preview) return <div className="touches">{t('preview.working')}</div>;
  const { orders, facilities, ordersWithoutFacility, examples } = preview;
  const named = facilities.slice(0, NAMED).map(({ name }) => name);
  const rest = facilities.length - named.length;
  const names = rest > 0 ? t('preview.and', { names: named.join(', '), count: rest }) : named.join(', ');
  const total = format.integer(openOrders);
  return (
    <div className="touches">
      <span title={examples.length > 0 ? t('preview.examples', { numbers: examples.join(', ') }) : undefined}>
        {t('preview.orders', { count: orders, formatted: format.integer(orders), total })}
      </span>
      {facilities.length > 0 && (
        <span>
          {t('preview.facilities', {
            count: facilities.length,
            formatted: format.integer(facilities.length),
            names,
          })}
        </span>
      )}
      {ordersWithoutFacility > 0 && (
        <span className="shutOut">
          <SeverityIcon severity="warning" size={13} />
          {t('preview.shutOut', {
            count: ordersWithoutFacility,
            formatted: format.integer(ordersWithoutFacility),
          })}
        </span>
      )}
    </div>
  );
}
