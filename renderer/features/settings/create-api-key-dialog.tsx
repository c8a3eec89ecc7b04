import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { Copy } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { API_SCOPES } from '../../../core/contract/api-keys.ts';
import { rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { CodeLine } from '../feeds/code-block.tsx';
import { useTold } from '../lists/use-told.ts';

type Scope = (typeof API_SCOPES)[number];

const DEFAULT_RATE = 600;
const HIGHEST_RATE = 60_000;

const Form = styled('div')({ display: 'grid', gap: 14, paddingTop: 8 });
const Scopes = styled('fieldset')({
  margin: 0,
  padding: 0,
  border: 0,
  '& legend': { padding: 0, color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)', fontWeight: 520 },
  '& .MuiFormControlLabel-root': { display: 'flex', margin: 0 },
});

interface Wanted {
  name: string;
  scopes: Scope[];
  requestsPerMinute: number;
}

function useWanted() {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['orders']);
  const [rate, setRate] = useState(String(DEFAULT_RATE));
  const number = Number(rate);
  const rateWrong = !(Number.isInteger(number) && number >= 1 && number <= HIGHEST_RATE);
  const wanted: Wanted | null =
    name.trim() === '' || scopes.length === 0 || rateWrong
      ? null
      : { name: name.trim(), scopes, requestsPerMinute: number };
  return { name, setName, scopes, setScopes, rate, setRate, rateWrong, wanted };
}

function KeyForm({ form }: { form: ReturnType<typeof useWanted> }) {
  const { t } = useTranslation('settings');
  const toggle = (scope: Scope) =>
    form.setScopes(
      form.scopes.includes(scope) ? form.scopes.filter((one) => one !== scope) : [...form.scopes, scope],
    );
  return (
    <Form>
      <TextField
        label={t('apiKeys.name')}
        placeholder={t('apiKeys.nameExample')}
        value={form.name}
        required
        autoFocus
        onChange={(event) => form.setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 80 } }}
      />
      <Scopes>
        <legend>{t('apiKeys.scopes')}</legend>
        {API_SCOPES.map((scope) => (
          <FormControlLabel
            key={scope}
            control={<Checkbox checked={form.scopes.includes(scope)} onChange={() => toggle(scope)} />}
            label={t(`apiKeys.scope.${scope}`)}
          />
        ))}
      </Scopes>
      <TextField
        label={t('apiKeys.rateLabel')}
        value={form.rate}
        error={form.rateWrong}
        helperText={form.rateWrong ? t('apiKeys.rateBounds') : undefined}
        onChange={(event) => form.setRate(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
    </Form>
  );
}

/** The key as it is shown once. */
function MadeKey({ secret }: { secret: string }) {
  const { t } = useTranslation(['settings', 'common']);
  const copy = async () => {
    await navigator.clipboard.writeText(secret);
    showToast({ message: t('common:copied') });
  };
  return (
    <>
      <p style={{ marginBottom: 10, lineHeight: 1.5 }}>{t('apiKeys.once')}</p>
      <div style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
        <CodeLine>{secret}</CodeLine>
        <Button autoFocus startIcon={<Copy size={13} />} onClick={() => void copy()}>
          {t('common:action.copy')}
        </Button>
      </div>
      <p style={{ marginTop: 10, color: tokens.textMuted }}>{t('apiKeys.header')}</p>
    </>
  );
}

/** Makes a key for another program, and shows it this once. */
export function CreateApiKeyDialog({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const titleId = useId();
  const form = useWanted();
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, perform } = useTold();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { wanted } = form;
    if (!wanted || busy) return;
    void perform(async () => {
      const made = await rpc.feeds.createApiKey(wanted);
      setSecret(made.key);
      onMade();
    });
  };
  return (
    <Dialog
      open
      onClose={busy || secret ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="xs"
      fullWidth
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>
          {secret ? t('apiKeys.made', { name: form.name.trim() }) : t('apiKeys.create')}
        </DialogTitle>
        <DialogContent>{secret ? <MadeKey secret={secret} /> : <KeyForm form={form} />}</DialogContent>
        <DialogActions>
          {secret ? (
            <Button variant="contained" color="primary" onClick={onClose}>
              {t('apiKeys.keptIt')}
            </Button>
          ) : (
            <>
              <Button variant="text" onClick={onClose} disabled={busy}>
                {t('common:action.cancel')}
              </Button>
              <Button type="submit" variant="contained" color="primary" disabled={busy || !form.wanted}>
                {t('apiKeys.create')}
              </Button>
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
