import type { ConnectionOptions, FailureRule, ResourceRule, RestOptions, SignInRule } from './options.ts';
import { odooPreset } from './presets/odoo.ts';
import { shopifyPreset } from './presets/shopify.ts';

/** A ready mapping. */
export interface Preset {
  resources: ResourceRule[];
  connection?: Partial<ConnectionOptions>;
  signIn?: SignInRule;
  failure?: FailureRule;
}

const PRESETS: Record<RestOptions['preset'], () => Preset> = {
  none: () => ({ resources: [] }),
  odoo: odooPreset,
  shopify: shopifyPreset,
};
const made = new Map<string, Preset>();

function presetOf(name: RestOptions['preset']): Preset {
  const known = made.get(name);
  if (known) return known;
  const preset = PRESETS[name]();
  made.set(name, preset);
  return preset;
}

export interface Settings {
  resources: ResourceRule[];
  connection: ConnectionOptions;
  signIn: SignInRule | undefined;
  failure: FailureRule | undefined;
}

/** What the options mean, the ready mapping filled in. Resources of one's own replace the ready ones. */
export function settingsOf(options: RestOptions): Settings {
  const preset = presetOf(options.preset);
  return {
    resources: options.resources.length > 0 ? options.resources : preset.resources,
    connection: { ...options, ...preset.connection },
    signIn: preset.signIn,
    failure: preset.failure,
  };
}
