import type { OptionFigures, PlaybookFigures } from '../../contract/incident-learning.ts';
import type { OptionKind } from '../../contract/incidents.ts';
import { playbookOf } from '../../contract/playbooks.ts';
import type { LearnedAction, LearnedIncident } from './learning-facts.ts';
import { Durations, Tally } from './spread.ts';

class Worked {
  #chosen = 0;
  #takenBack = 0;
  #costMinor = 0;
  readonly #promise = new Tally();
  readonly #toEnd = new Durations();

  add(action: LearnedAction, incident: LearnedIncident, kept: boolean | null): void {
    this.#chosen++;
    if (action.takenBack) {
      this.#takenBack++;
      return;
    }
    if (action.counts) this.#costMinor += action.costMinor;
    this.#promise.add(kept);
    const end = incident.arrivedAt ?? incident.resolvedAt;
    if (end !== null && end >= action.at) this.#toEnd.add(end - action.at);
  }

  figures() {
    return {
      chosen: this.#chosen,
      takenBack: this.#takenBack,
      promise: this.#promise.known(),
      costMinor: this.#costMinor,
      medianMs: this.#toEnd.times().medianMs,
    };
  }
}

/** What was chosen and how it ended, by option and by playbook. */
export class WorkedCount {
  readonly #options = new Map<OptionKind, Worked>();
  readonly #playbooks = new Map<string, Worked>();

  add(action: LearnedAction, incident: LearnedIncident, kept: boolean | null): void {
    addTo(this.#options, action.option);
    const playbook = playbookOf(action.actor);
    if (playbook) addTo(this.#playbooks, playbook);

    function addTo<Key>(counts: Map<Key, Worked>, key: Key): void {
      const own = counts.get(key) ?? new Worked();
      counts.set(key, own);
      own.add(action, incident, kept);
    }
  }

  options(): OptionFigures[] {
    return [...this.#options]
      .map(([option, own]) => ({ option, ...own.figures() }))
      .sort((a, b) => b.chosen - a.chosen || a.option.localeCompare(b.option));
  }

  playbooks(): PlaybookFigures[] {
    return [...this.#playbooks]
      .map(([playbook, own]) => ({ playbook, ...own.figures() }))
      .sort((a, b) => b.chosen - a.chosen || a.playbook.localeCompare(b.playbook));
  }
}
