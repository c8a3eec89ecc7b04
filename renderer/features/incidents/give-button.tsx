import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../lib/rpc.ts';
import { MenuButton } from './menu-button.tsx';
import type { Receiver } from './use-incidents.ts';

const TEAM = 'team:';
const PERSON = 'person:';

/** Gives incidents to a team or to somebody. */
export function GiveButton({ disabled, onGive }: { disabled: boolean; onGive: (to: Receiver) => void }) {
  const { t } = useTranslation('incidents');
  const { data: teams = [] } = useQuery(orpc.teams.list.queryOptions());
  const { data: people = [] } = useQuery(orpc.incidents.people.queryOptions());
  const items = [
    ...teams.map(({ id, name }) => ({ value: `${TEAM}${id}`, label: t('action.toTeam', { name }) })),
    ...people.map((name) => ({ value: `${PERSON}${name}`, label: name })),
  ];
  if (items.length === 0) return null;
  const give = (value: string) =>
    onGive(
      value.startsWith(TEAM)
        ? { owner: null, teamId: Number(value.slice(TEAM.length)) }
        : { owner: value.slice(PERSON.length) },
    );
  return <MenuButton label={t('action.give')} items={items} disabled={disabled} onChoose={give} />;
}
