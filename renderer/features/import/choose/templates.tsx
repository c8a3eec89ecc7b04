import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_KINDS, type ImportKind } from '../../../../core/contract/import.ts';
import { describeError } from '../../../lib/errors.ts';
import { rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';
import { saveBytes } from './save-bytes.ts';

const Rows = styled('ul')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(310px, 1fr))',
  gap: 1,
  margin: 0,
  padding: 0,
  listStyle: 'none',
  backgroundColor: tokens.line,
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 4,
    minHeight: 40,
    padding: '4px 8px 4px 14px',
    backgroundColor: tokens.surface,
  },
  '& .filler': { minHeight: 0 },
  '& .name': { flex: 1 },
});

/** An empty table of each kind, with two example rows. */
export function Templates() {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const [busy, setBusy] = useState(false);
  const save = async (kind: ImportKind, format: 'csv' | 'xlsx') => {
    setBusy(true);
    try {
      const { fileName, mediaType, contentBase64 } = await rpc.import.template({ kind, format });
      saveBytes(contentBase64, fileName, mediaType);
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel aria-labelledby="import-templates">
      <header>
        <h2 id="import-templates">{t('templates.title')}</h2>
        <span className="quiet">{t('templates.text')}</span>
      </header>
      <Rows>
        {IMPORT_KINDS.map((kind) => (
          <li key={kind}>
            <span className="name">{words.kind(kind)}</span>
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button
                key={format}
                size="small"
                variant="text"
                disabled={busy}
                onClick={() => void save(kind, format)}
                aria-label={t('templates.save', { kind: words.kind(kind), format: format.toUpperCase() })}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </li>
        ))}
        <li className="filler" aria-hidden />
      </Rows>
    </Panel>
  );
}
