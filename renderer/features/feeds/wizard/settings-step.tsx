import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { ConnectorView } from '../../../../core/contract/feeds.ts';
import { tokens } from '../../../lib/tokens.ts';
import { StepBody } from '../../import/import-styles.ts';
import { useFeedWords } from '../feed-words.ts';
import { useConnectorWords } from './connector-words.ts';
import { FoldPanel } from './fold-panel.tsx';
import { OptionControl } from './option-control.tsx';
import { fieldGroups } from './option-schema.ts';
import { isShown } from './option-values.ts';
import type { Draft } from './use-draft.ts';

const Narrow = styled('div')({
  display: 'grid',
  gap: 16,
  maxWidth: '640px !important',
  '& .intro': { color: tokens.textMuted, lineHeight: 1.5 },
  '& .fields': { display: 'grid', gap: 14, padding: '14px 14px 16px' },
});

interface SettingsStepProps {
  connector: ConnectorView;
  draft: Draft;
  /** Marks what is missing: the user wanted to go on. */
  strict: boolean;
}

function Secrets({ connector, draft, strict }: SettingsStepProps) {
  const { t } = useTranslation('feeds');
  const words = useConnectorWords(connector.id);
  if (connector.secrets.length === 0) return null;
  return (
    <FoldPanel
      title={t('wizard.secrets')}
      note={t('wizard.settings', { count: connector.secrets.length })}
      openAtFirst={connector.secrets.some(({ required }) => required)}
      forceOpen={strict && draft.missingSecrets.length > 0}
    >
      {connector.secrets.map(({ name, required }) => {
        const known = draft.knownSecrets.includes(name);
        const missing = strict && draft.missingSecrets.includes(name);
        return (
          <TextField
            key={name}
            type="password"
            label={words.secret(name)}
            value={draft.secrets[name] ?? ''}
            required={required && !known}
            error={missing}
            helperText={
              missing ? t('optionProblem.required') : t(known ? 'wizard.secretSet' : 'wizard.secretKept')
            }
            placeholder={known ? '••••••••' : undefined}
            fullWidth
            onChange={(event) => draft.setSecret(name, event.target.value)}
            slotProps={{ htmlInput: { autoComplete: 'new-password', 'data-path': `secret.${name}` } }}
          />
        );
      })}
    </FoldPanel>
  );
}

/** The options of the connection, drawn from the connector's schema. */
export function SettingsStep(props: SettingsStepProps) {
  const { connector, draft, strict } = props;
  const { t } = useTranslation('feeds');
  const feedWords = useFeedWords();
  const words = useConnectorWords(connector.id);
  const shown = draft.fields.filter((field) => isShown(field, draft.values));
  const problemOf = (path: string) => {
    const problem = draft.problems[path];
    if (!problem || (problem.code === 'required' && !strict)) return null;
    return words.problem(problem);
  };
  const missingName = strict && draft.name.trim() === '';
  return (
    <StepBody>
      <Narrow className="inner">
        <p className="intro">{feedWords.connectorText(connector.id)}</p>
        <TextField
          label={t('wizard.name')}
          value={draft.name}
          required
          error={missingName}
          helperText={missingName ? t('optionProblem.required') : t('wizard.nameHelp')}
          onChange={(event) => draft.setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 80, autoComplete: 'off' } }}
        />
        {fieldGroups(shown).map(({ group, fields }, index) => (
          <FoldPanel
            key={group ?? ''}
            title={group ? words.group(group) : t('wizard.options')}
            note={t('wizard.settings', { count: fields.length })}
            openAtFirst={index === 0 || fields.some(({ required }) => required)}
            forceOpen={fields.some(({ path }) => problemOf(path) !== null)}
          >
            {fields.map((field) => (
              <OptionControl
                key={field.path}
                field={field}
                words={words}
                value={draft.values[field.path]}
                problem={problemOf(field.path)}
                onChange={(value) => draft.setValue(field.path, value)}
              />
            ))}
          </FoldPanel>
        ))}
        <Secrets {...props} />
      </Narrow>
    </StepBody>
  );
}
