import { styled } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RULE_KINDS, type RuleDocument, type RuleKind } from '../../../core/contract/rules.ts';
import { AddMenu } from '../../components/controls/add-menu.tsx';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { changeRule, duplicateRule, moved, newRule } from './document-edits.ts';
import { RuleCard } from './rule-card.tsx';
import { useWords } from './use-words.ts';

const List = styled('ol')({ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 });
const Mode = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  marginBottom: 12,
  color: tokens.textMuted,
});

const SETTLES_MS = 250;

/** What each rule does now: asked for once the typing rests, the last answer standing meanwhile. */
function usePreview(document: RuleDocument) {
  const [settled, setSettled] = useState(document);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(document), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [document]);
  const { data } = useQuery({
    ...orpc.rules.preview.queryOptions({ input: { document: settled } }),
    placeholderData: keepPreviousData,
  });
  return data;
}

interface RulesTabProps {
  document: RuleDocument;
  readOnly: boolean;
  setDocument: (change: (document: RuleDocument) => RuleDocument) => void;
}

function AddRule({ onAdd }: { onAdd: (kind: RuleKind) => void }) {
  const { t } = useTranslation('rules');
  const kinds = RULE_KINDS.map((kind) => ({ kind, label: t(`kind.${kind}`), hint: t(`kindHint.${kind}`) }));
  return <AddMenu label={t('add')} kinds={kinds} onAdd={onAdd} />;
}

/** The rules of a version as sentences, in the order in which they count. */
export function RulesTab({ document, readOnly, setDocument }: RulesTabProps) {
  const { t } = useTranslation('rules');
  const words = useWords();
  const preview = usePreview(useDeferredValue(document));
  const add = (kind: RuleKind) =>
    setDocument((now) => {
      const same = now.rules.filter((rule) => rule.kind === kind).length;
      return { ...now, rules: [...now.rules, newRule(kind, `${t(`kind.${kind}`)} ${same + 1}`)] };
    });
  const { rules, priorityMode } = document;
  return (
    <>
      <Mode>
        <span id="priority-mode">{t('mode.label')}</span>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={priorityMode}
          disabled={readOnly}
          aria-labelledby="priority-mode"
          onChange={(_, mode: RuleDocument['priorityMode'] | null) =>
            mode && setDocument((now) => ({ ...now, priorityMode: mode }))
          }
        >
          <ToggleButton value="strict">{t('mode.strict')}</ToggleButton>
          <ToggleButton value="weight">{t('mode.weight')}</ToggleButton>
        </ToggleButtonGroup>
      </Mode>
      {rules.length === 0 && (
        <EmptyState icon={Scale} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
      <List>
        {rules.map((rule, i) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            position={i + 1}
            last={i === rules.length - 1}
            mode={priorityMode}
            words={words}
            readOnly={readOnly}
            preview={preview?.rules.find(({ ruleId }) => ruleId === rule.id)}
            openOrders={preview?.openOrders ?? 0}
            onChange={(patch) => setDocument((now) => changeRule(now, rule.id, patch))}
            onMove={(by) => setDocument((now) => ({ ...now, rules: moved(now.rules, rule.id, by) }))}
            onDuplicate={() =>
              setDocument((now) => duplicateRule(now, rule.id, t('card.copyOf', { name: rule.name })))
            }
            onRemove={() =>
              setDocument((now) => ({ ...now, rules: now.rules.filter(({ id }) => id !== rule.id) }))
            }
          />
        ))}
      </List>
      {!readOnly && (
        <div style={{ marginTop: 12 }}>
          <AddRule onAdd={add} />
        </div>
      )}
    </>
  );
}
