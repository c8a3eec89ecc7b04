import type { Generated } from 'kysely';

/** What is wrong, and what was done about it. */
export interface IncidentTables {
  incident: IncidentTable;
  incident_event: IncidentEventTable;
  incident_watch: IncidentWatchTable;
  incident_action: IncidentActionTable;
  incident_mention: IncidentMentionTable;
  incident_claim: IncidentClaimTable;
  incident_area: IncidentAreaTable;
  team: TeamTable;
  team_member: TeamMemberTable;
}

/** `kind`, `state`, `entity`, `cause`, `resolution` as contract/incidents has them. */
interface IncidentTable {
  id: Generated<number>;
  kind: string;
  /** 1 is the gravest, 4 the least. */
  severity: number;
  state: string;
  /** 1 while its cause lasts, even when somebody has closed it; then null. */
  active: number | null;
  entity: string;
  entity_key: string;
  entity_id: number | null;
  /** The shared cause that it is part of. */
  parent_id: number | null;
  cause: string | null;
  owner: string | null;
  /** The team that it was given to. */
  team_id: Generated<number | null>;
  order_id: number | null;
  order_number: string | null;
  customer_id: number | null;
  customer: string | null;
  segment: string | null;
  carrier: string | null;
  facility: string | null;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  promised_at: number | null;
  expected_at: number | null;
  orders: Generated<number>;
  customers: Generated<number>;
  money_minor: Generated<number>;
  currency: string;
  facts_json: Generated<string>;
  /** Since when it had been wrong when it was found; null where nobody can know. */
  began_at: number | null;
  /** When it was found: 1 the promise would still have been kept, 0 not, null unknown. */
  promise_held: number | null;
  detected_at: number;
  due_at: number;
  snoozed_until: number | null;
  resolved_at: number | null;
  resolution: string | null;
  updated_at: number;
}

interface IncidentEventTable {
  id: Generated<number>;
  incident_id: number;
  at: number;
  actor: string;
  kind: string;
  note: string | null;
  detail: string | null;
}

interface IncidentWatchTable {
  incident_id: number;
  actor: string;
}

/** `undo_json`: what taking it back needs, and its messages. */
interface IncidentActionTable {
  id: Generated<number>;
  incident_id: number;
  option: string;
  at: number;
  actor: string;
  command_id: string;
  cost_minor: Generated<number>;
  currency: string;
  /** Number of what it made. */
  made: string | null;
  undo_json: string;
  undone_at: number | null;
}

/** Who was named with @ in a comment. */
interface IncidentMentionTable {
  incident_id: number;
  person: string;
}

/** What was claimed from a carrier by an action, and what it paid: null until it has answered. */
interface IncidentClaimTable {
  action_id: number;
  carrier: string;
  claimed_minor: number;
  paid_minor: number | null;
  currency: string;
  settled_at: number | null;
}

/** A circle on the map that somebody drew; in force until then, or until it is removed. */
interface IncidentAreaTable {
  id: Generated<number>;
  name: string;
  latitude: number;
  longitude: number;
  radius_metres: number;
  drawn_by: string;
  drawn_at: number;
  until: number;
  removed_at: number | null;
}

/** People who share incidents. */
interface TeamTable {
  id: Generated<number>;
  name: string;
  /** Kinds that are theirs until somebody owns them; empty: all. */
  kinds_json: Generated<string>;
}

interface TeamMemberTable {
  team_id: number;
  person: string;
}
