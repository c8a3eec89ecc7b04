import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyView } from '../../../core/contract/api-keys.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { desktop } from '../../lib/desktop.ts';
import { useFormat } from '../../lib/format.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { PlainTable } from '../import/import-styles.ts';
import { useTold } from '../lists/use-told.ts';
import { CreateApiKeyDialog } from './create-api-key-dialog.tsx';

const API_DOCS = '/api/docs';

interface KeyRowProps {
  apiKey: ApiKeyView;
  onRevoke: () => void;
}

function KeyRow({ apiKey, onRevoke }: KeyRowProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { name, prefix, scopes, requestsPerMinute, lastUsedAt, revokedAt } = apiKey;
  return (
    <tr>
      <th scope="row">
        {name}
        <div style={{ color: tokens.textMuted }}>{prefix}…</div>
      </th>
      <td style={{ whiteSpace: 'normal' }}>
        {scopes.map((scope) => t(`apiKeys.scope.${scope}`)).join(', ')}
      </td>
      <td className="end">{t('apiKeys.perMinute', { formatted: format.integer(requestsPerMinute) })}</td>
      <td title={format.instant(lastUsedAt)}>
        {lastUsedAt === null ? t('apiKeys.neverUsed') : format.relative(lastUsedAt)}
      </td>
      <td className="end">
        {revokedAt === null ? (
          <Button size="small" color="error" aria-label={t('apiKeys.revokeOf', { name })} onClick={onRevoke}>
            {t('apiKeys.revoke')}
          </Button>
        ) : (
          <span title={format.instant(revokedAt)}>
            <StatusChip quiet tone="neutral" label={t('apiKeys.revoked')} />
          </span>
        )}
      </td>
    </tr>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly ApiKeyView[]; onRevoke: (key: ApiKeyView) => void }) {
  const { t } = useTranslation('settings');
  return (
    <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
      <PlainTable aria-label={t('apiKeys.title')}>
        <thead>
          <tr>
            <th scope="col">{t('apiKeys.name')}</th>
            <th scope="col">{t('apiKeys.scopes')}</th>
            <th scope="col" className="end">
              {t('apiKeys.rate')}
            </th>
            <th scope="col">{t('apiKeys.used')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('apiKeys.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => onRevoke(key)} />
          ))}
        </tbody>
      </PlainTable>
    </div>
  );
}

/** Keys for other programs: made, listed, revoked. */
export function ApiKeysPart() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery(orpc.feeds.apiKeys.queryOptions());
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const { busy, perform } = useTold();
  const revoke = () =>
    perform(async () => {
      if (!revoking) return;
      await rpc.feeds.revokeApiKey({ id: revoking.id });
      await refetch();
      showToast({ message: t('apiKeys.revokedToast', { name: revoking.name }) });
      setRevoking(null);
    });
  return (
    <Section
      level={2}
      title={t('apiKeys.title')}
      actions={
        <Button size="small" startIcon={<Plus size={13} />} onClick={() => setCreating(true)}>
          {t('apiKeys.create')}
        </Button>
      }
    >
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>
        {t('apiKeys.text')}{' '}
        {!desktop && (
          <a href={API_DOCS} target="_blank" rel="noreferrer" style={{ color: tokens.accent }}>
            {t('apiKeys.docs')} <ExternalLink size={12} aria-hidden style={{ verticalAlign: '-1px' }} />
          </a>
        )}
      </p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <p style={{ display: 'flex', gap: 7, alignItems: 'center', color: tokens.textMuted }}>
          <KeyRound size={14} aria-hidden />
          {t('apiKeys.none')}
        </p>
      )}
      {data && data.length > 0 && <KeyTable keys={data} onRevoke={setRevoking} />}
      {creating && <CreateApiKeyDialog onMade={() => void refetch()} onClose={() => setCreating(false)} />}
      <ConfirmDialog
        open={revoking !== null}
        danger
        title={t('apiKeys.revokeTitle', { name: revoking?.name })}
        consequences={[t('apiKeys.revokeConsequence'), t('apiKeys.revokeForever')]}
        confirmLabel={t('apiKeys.revokeOf', { name: revoking?.name })}
        busy={busy}
        onConfirm={() => void revoke()}
        onClose={() => setRevoking(null)}
      />
    </Section>
  );
}
