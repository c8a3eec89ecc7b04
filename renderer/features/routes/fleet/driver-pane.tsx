import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriverView } from '../../../../core/contract/fleets.ts';
import { rpc } from '../../../lib/rpc.ts';
import { FacilityField } from './depot-counts.tsx';
import { EditPane } from './edit-pane.tsx';
import { Fields, Hint, TextLine } from './fields.tsx';
import { type DriverForm, isDriverSound, nameProblems } from './fleet-forms.ts';
import { useFleetCommand } from './use-fleet-command.ts';

interface DriverPaneProps {
  initial: DriverForm;
  drivers: readonly DriverView[];
  onClose: () => void;
}

/** A driver: where the day begins, how to reach them, whether they drive at all. */
export function DriverPane({ initial, drivers, onClose }: DriverPaneProps) {
  const { t } = useTranslation('fleet');
  const [draft, setDraft] = useState(initial);
  const { busy, perform } = useFleetCommand();
  const problems = nameProblems(draft, drivers);
  const { id } = initial;
  const name = draft.name.trim();
  const save = () =>
    void perform(() => rpc.fleets.saveDriver(draft), t('driver.saved', { name })).then(
      (done) => done && onClose(),
    );
  return (
    <EditPane
      name="driver"
      title={id === undefined ? t('driver.new') : initial.name}
      busy={busy}
      changed={draft !== initial && isDriverSound(draft, drivers)}
      onSave={save}
      onClose={onClose}
      {...(id !== undefined && {
        removal: {
          question: t('driver.removeQuestion', { name: initial.name }),
          consequences: [t('driver.removeConsequence')],
          confirm: t('driver.remove'),
          onConfirm: () =>
            void perform(
              () => rpc.fleets.removeDriver({ id }),
              t('driver.removed', { name: initial.name }),
            ).then((done) => done && onClose()),
        },
      })}
    >
      <Fields>
        <TextLine
          label={t('column.name')}
          value={draft.name}
          problem={problems.name}
          autoFocus={id === undefined}
          onChange={(typed) => setDraft({ ...draft, name: typed })}
        />
        <TextLine
          label={t('column.code')}
          value={draft.code}
          problem={problems.code}
          onChange={(code) => setDraft({ ...draft, code })}
        />
        <TextLine
          label={t('column.phone')}
          value={draft.phone ?? ''}
          onChange={(phone) => setDraft({ ...draft, phone: phone === '' ? null : phone })}
        />
      </Fields>
      <div style={{ display: 'grid', gap: 6, paddingTop: 14 }}>
        <FacilityField
          label={t('column.depot')}
          value={draft.facility}
          onChange={(facility) => setDraft({ ...draft, facility })}
        />
        <Hint>{t('driver.anyDepot')}</Hint>
        <FormControlLabel
          control={
            <Checkbox
              checked={draft.active}
              onChange={({ target }) => setDraft({ ...draft, active: target.checked })}
            />
          }
          label={t('driver.active')}
        />
      </div>
    </EditPane>
  );
}
