import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import type { ParametersProps } from './parameters-form.tsx';

type Roads = RouteParameters['roads'];
const KINDS = ['greatCircle', 'osrm', 'valhalla'] as const;

function rooted(kind: Roads['kind'], url: string): Roads {
  return kind === 'greatCircle' ? { kind } : { kind, url };
}

/** Where distances and times come from: great circles, or a server of one's own. */
export function RoadFields({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const { roads } = value;
  const url = roads.kind === 'greatCircle' ? '' : roads.url;
  const wrong = roads.kind !== 'greatCircle' && !URL.canParse(url);
  return (
    <>
      <TextField
        select
        label={t('ask.roads')}
        value={roads.kind}
        onChange={({ target }) =>
          onChange({ ...value, roads: rooted(target.value as Roads['kind'], url || 'http://localhost:5000') })
        }
      >
        {KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t(`ask.road.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        type="url"
        label={t('ask.roadUrl')}
        value={url}
        error={wrong}
        disabled={roads.kind === 'greatCircle'}
        helperText={wrong ? t('ask.roadUrlWrong') : t('ask.roadHint')}
        onChange={({ target }) => onChange({ ...value, roads: rooted(roads.kind, target.value) })}
      />
    </>
  );
}
