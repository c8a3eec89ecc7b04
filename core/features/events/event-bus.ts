import { EventPublisher } from '@orpc/shared';
import type { CoreEvent } from '../../contract/events.ts';

/** What has changed, told after the commit to everyone who listens. */
export interface EventBus {
  publish(event: CoreEvent): void;
  /** Calls back for each event; returns the way to stop. */
  listen(listener: (event: CoreEvent) => void): () => void;
  /** Events from now on, until the signal aborts. */
  subscribe(signal?: AbortSignal): AsyncGenerator<CoreEvent>;
}

const TOPIC = 'core';

export function createEventBus(): EventBus {
  const publisher = new EventPublisher<Record<typeof TOPIC, CoreEvent>>({ maxBufferedEvents: 5000 });
  return {
    publish: (event) => publisher.publish(TOPIC, event),
    listen: (listener) => publisher.subscribe(TOPIC, listener),
    subscribe: (signal) => publisher.subscribe(TOPIC, { signal }),
  };
}
