import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SortKey } from '../../../../core/contract/base.ts';
import type { StockFilter } from '../../../../core/contract/stock.ts';
import { useTopicVersion } from '../../../lib/events.ts';
import { rpc } from '../../../lib/rpc.ts';
import { type MatrixSnapshot, MatrixTiles } from './matrix-tiles.ts';

export interface MatrixSource extends MatrixSnapshot {
  setWindow: MatrixTiles['setWindow'];
  retry: () => void;
}

/** The product × facility matrix of a filter, fetched around what is on screen and kept current. */
export function useMatrix(filter: StockFilter, sort: SortKey[]): MatrixSource {
  const [tiles] = useState(() => new MatrixTiles());
  const version = useTopicVersion('stock.changed', 'network.changed', 'grids.progress');
  const key = JSON.stringify([filter, sort]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the filter and the sort
  useEffect(
    () =>
      tiles.show(key, version, ({ signal, ...window }) =>
        rpc.stock.matrix({ filter, sort, ...window }, { signal }),
      ),
    [tiles, key, version],
  );
  useEffect(() => () => tiles.stop(), [tiles]);
  const snapshot = useSyncExternalStore(tiles.subscribe, tiles.getSnapshot);
  return { ...snapshot, setWindow: tiles.setWindow, retry: tiles.retry };
}
