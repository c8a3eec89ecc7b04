import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VehicleTypeView } from '../../../../core/contract/fleets.ts';
import { Section } from '../../../components/layout/screen.tsx';
import { currencyDigits } from '../../../lib/format.ts';
import { rpc } from '../../../lib/rpc.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { DepotCounts } from './depot-counts.tsx';
import { EditPane } from './edit-pane.tsx';
import { Amount, Fields, Hint, Limit, TextLine, TimeField } from './fields.tsx';
import { isVehicleTypeSound, nameProblems, type VehicleTypeForm, withShift } from './fleet-forms.ts';
import { useFleetCommand } from './use-fleet-command.ts';

const MOST_BREAKS = 4;
const DAY_MINUTES = 1440;

interface PartProps {
  draft: VehicleTypeForm;
  onChange: (draft: VehicleTypeForm) => void;
}

function Capacity({ draft, onChange }: PartProps) {
  const { t } = useTranslation('fleet');
  const { capacityWeightGrams, capacityVolumeMillilitres, capacityPallets } = draft;
  return (
    <Section title={t('type.capacity')}>
      <Fields>
        <Limit
          label={t('type.weight')}
          value={capacityWeightGrams}
          per={1000}
          unit="kg"
          onChange={(grams) => onChange({ ...draft, capacityWeightGrams: grams })}
        />
        <Limit
          label={t('type.volume')}
          value={capacityVolumeMillilitres}
          per={1_000_000}
          unit="m³"
          onChange={(millilitres) => onChange({ ...draft, capacityVolumeMillilitres: millilitres })}
        />
        <NumberField
          label={t('type.pallets')}
          hint={t('noLimit')}
          value={capacityPallets}
          unit=""
          low={0.1}
          high={1000}
          nullable
          onChange={(pallets) => onChange({ ...draft, capacityPallets: pallets })}
        />
      </Fields>
    </Section>
  );
}

function WorkingDay({ draft, onChange }: PartProps) {
  const { t } = useTranslation('fleet');
  const { shiftFromMinutes, shiftToMinutes } = draft;
  return (
    <Section title={t('type.day')}>
      <Fields>
        <TimeField
          label={t('type.shiftFrom')}
          minutes={shiftFromMinutes}
          onChange={(from) => onChange(withShift(draft, { from }))}
        />
        <TimeField
          label={t('type.shiftTo')}
          minutes={shiftToMinutes}
          hint={shiftToMinutes >= DAY_MINUTES ? t('type.nextDay') : undefined}
          onChange={(to) => onChange(withShift(draft, { to }))}
        />
        <Limit
          label={t('type.maxDuration')}
          value={draft.maxDurationSeconds}
          per={3600}
          unit="h"
          onChange={(maxDurationSeconds) => onChange({ ...draft, maxDurationSeconds })}
        />
        <Limit
          label={t('type.maxStops')}
          value={draft.maxStops}
          per={1}
          unit=""
          onChange={(maxStops) => onChange({ ...draft, maxStops })}
        />
        <Limit
          label={t('type.maxDistance')}
          value={draft.maxDistanceMetres}
          per={1000}
          unit="km"
          onChange={(maxDistanceMetres) => onChange({ ...draft, maxDistanceMetres })}
        />
      </Fields>
      <Breaks draft={draft} onChange={onChange} />
    </Section>
  );
}

function Breaks({ draft, onChange }: PartProps) {
  const { t } = useTranslation('fleet');
  const { breaks } = draft;
  const change = (index: number, part: Partial<VehicleTypeForm['breaks'][number]>) =>
    onChange({ ...draft, breaks: breaks.map((one, i) => (i === index ? { ...one, ...part } : one)) });
  return (
    <div style={{ display: 'grid', gap: 8, marginTop: 14 }}>
      {breaks.map((one, i) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: breaks have nothing but their place
          key={`${breaks.length} ${i}`}
          style={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr auto', gap: 8, alignItems: 'start' }}
        >
          <TimeField
            label={t('type.breakFrom')}
            minutes={one.fromMinutes}
            onChange={(fromMinutes) => change(i, { fromMinutes })}
          />
          <TimeField
            label={t('type.breakTo')}
            minutes={one.toMinutes}
            problem={one.toMinutes < one.fromMinutes ? 'endsBefore' : null}
            onChange={(toMinutes) => change(i, { toMinutes })}
          />
          <NumberField
            label={t('type.breakMinutes')}
            value={one.minutes}
            unit="min"
            low={1}
            high={480}
            whole
            onChange={(minutes) => minutes !== null && change(i, { minutes })}
          />
          <IconButton
            size="small"
            aria-label={t('type.removeBreak')}
            onClick={() => onChange({ ...draft, breaks: breaks.filter((_, k) => k !== i) })}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="small"
          startIcon={<Plus size={13} />}
          disabled={breaks.length >= MOST_BREAKS}
          onClick={() =>
            onChange({ ...draft, breaks: [...breaks, { fromMinutes: 690, toMinutes: 840, minutes: 45 }] })
          }
        >
          {t('type.addBreak')}
        </Button>
      </div>
    </div>
  );
}

function Costs({ draft, onChange }: PartProps) {
  const { t } = useTranslation('fleet');
  const { currency } = draft;
  const per = 10 ** currencyDigits(currency);
  return (
    <Section title={t('type.costs')}>
      <Fields>
        <Amount
          label={t('type.fixed')}
          value={draft.fixedCostMinor}
          per={per}
          unit={currency}
          onChange={(minor) => onChange({ ...draft, fixedCostMinor: Math.round(minor) })}
        />
        <Amount
          label={t('type.perKm')}
          value={draft.costPerKmMinor}
          per={per}
          unit={currency}
          onChange={(costPerKmMinor) => onChange({ ...draft, costPerKmMinor })}
        />
        <Amount
          label={t('type.perHour')}
          value={draft.costPerHourMinor}
          per={per}
          unit={currency}
          onChange={(costPerHourMinor) => onChange({ ...draft, costPerHourMinor })}
        />
        <Limit
          label={t('type.overtimeAfter')}
          value={draft.overtimeAfterSeconds}
          per={3600}
          unit="h"
          onChange={(overtimeAfterSeconds) => onChange({ ...draft, overtimeAfterSeconds })}
        />
        <Amount
          label={t('type.overtime')}
          value={draft.overtimePerHourMinor}
          per={per}
          unit={currency}
          onChange={(overtimePerHourMinor) => onChange({ ...draft, overtimePerHourMinor })}
        />
      </Fields>
    </Section>
  );
}

function skillsOf(text: string): string[] {
  const skills = text.split(',').map((skill) => skill.trim());
  return [...new Set(skills.filter((skill) => skill !== ''))];
}

function Driving({ draft, onChange }: PartProps) {
  const { t } = useTranslation('fleet');
  const [skills, setSkills] = useState(draft.skills.join(', '));
  return (
    <Section title={t('type.driving')}>
      <Fields>
        <NumberField
          label={t('type.speed')}
          value={draft.speedPercent}
          unit="%"
          low={10}
          high={300}
          whole
          onChange={(percent) => percent !== null && onChange({ ...draft, speedPercent: percent })}
        />
        <Amount
          label={t('type.co2')}
          value={draft.co2GramsPerKm}
          per={1}
          unit="g"
          onChange={(co2GramsPerKm) => onChange({ ...draft, co2GramsPerKm })}
        />
        <Limit
          label={t('type.range')}
          value={draft.rangeMetres}
          per={1000}
          unit="km"
          onChange={(rangeMetres) => onChange({ ...draft, rangeMetres })}
        />
      </Fields>
      <Fields>
        <TextLine
          label={t('type.skills')}
          value={skills}
          onChange={(text) => {
            setSkills(text);
            onChange({ ...draft, skills: skillsOf(text) });
          }}
        />
      </Fields>
      <Hint>{t('type.skillsHint')}</Hint>
    </Section>
  );
}

interface PaneProps {
  initial: VehicleTypeForm;
  types: readonly VehicleTypeView[];
  onSaved: (id: number) => void;
  onClose: () => void;
}

/** A vehicle type with all that routing asks of it. */
export function VehicleTypePane({ initial, types, onSaved, onClose }: PaneProps) {
  const { t } = useTranslation('fleet');
  const [draft, setDraft] = useState(initial);
  const { busy, perform } = useFleetCommand();
  const problems = nameProblems(draft, types);
  const save = () =>
    void perform(
      async () => {
        const skills = draft.skills.map((skill) => skill.trim()).filter((skill) => skill !== '');
        onSaved((await rpc.fleets.saveVehicleType({ ...draft, skills })).id);
      },
      t('type.saved', { name: draft.name }),
    );
  const { id } = initial;
  const count = initial.vehicles.reduce((sum, one) => sum + one.count, 0);
  return (
    <EditPane
      name="vehicleType"
      title={id === undefined ? t('type.new') : initial.name}
      busy={busy}
      changed={draft !== initial && isVehicleTypeSound(draft, types)}
      onSave={save}
      onClose={onClose}
      {...(id !== undefined && {
        removal: {
          question: t('type.removeQuestion', { name: initial.name }),
          consequences: [t('type.removeConsequence', { count }), t('type.removeKept')],
          confirm: t('type.remove'),
          onConfirm: () =>
            void perform(
              () => rpc.fleets.removeVehicleType({ id }),
              t('type.removed', { name: initial.name }),
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
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <TextLine
          label={t('column.code')}
          value={draft.code}
          problem={problems.code}
          onChange={(code) => setDraft({ ...draft, code })}
        />
      </Fields>
      <div style={{ height: 16 }} />
      <DepotCounts vehicles={draft.vehicles} onChange={(vehicles) => setDraft({ ...draft, vehicles })} />
      <Capacity draft={draft} onChange={setDraft} />
      <WorkingDay draft={draft} onChange={setDraft} />
      <Costs draft={draft} onChange={setDraft} />
      <Driving draft={draft} onChange={setDraft} />
    </EditPane>
  );
}
