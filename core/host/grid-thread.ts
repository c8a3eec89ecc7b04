import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { DatabaseTarget } from '../db/database.ts';
import { openReader, type Reader } from '../db/reader.ts';
import {
  type CountRequest,
  type LookRequest,
  UnderWay,
  type UnderWayApi,
} from '../features/incidents/under-way.ts';
import { loadUnderWay, refreshUnderWay } from '../features/incidents/under-way-loader.ts';
import { OrderGrid } from '../features/orders/order-grid.ts';
import { loadOrders, refreshOrders } from '../features/orders/order-grid-loader.ts';
import { StockGrid } from '../features/stock/stock-grid.ts';
import { loadStock, refreshStock } from '../features/stock/stock-grid-loader.ts';
import { type GridReply, type GridRequest, GridService, type KeptGrid } from './grid-service.ts';

export interface GridThreadData {
  grid: 'orders' | 'stock' | 'underWay';
  target: DatabaseTarget;
  nativeBinding?: string;
}

function keepOrders(reader: Reader): KeptGrid {
  const grid = new OrderGrid(reader);
  return {
    api: grid,
    load: () => loadOrders(grid, reader),
    refresh: (change) => refreshOrders(grid, reader, change),
    prepare: () => grid.prepare(),
    trim,
    setLoading: (loading) => {
      grid.loading = loading;
    },
  };
}

function keepStock(reader: Reader): KeptGrid {
  const grid = new StockGrid();
  return {
    api: grid,
    load: () => loadStock(grid, reader),
    refresh: (change) => refreshStock(grid, reader, change),
    prepare: () => grid.data.prepare(),
    trim,
    setLoading: (loading) => {
      grid.loading = loading;
    },
  };
}

/** Answers wait until everything is there: what is missing would look as if it had arrived. */
function keepUnderWay(reader: Reader): KeptGrid {
  const kept = new UnderWay();
  let isWhole: () => void = () => {};
  const whole = new Promise<void>((resolve) => {
    isWhole = resolve;
  });
  const api: UnderWayApi = {
    look: async (request: LookRequest) => {
      await whole;
      return kept.look(request);
    },
    count: async (request: CountRequest) => {
      await whole;
      return kept.count(request);
    },
  };
  return {
    api,
    load: () => loadUnderWay(kept, reader),
    refresh: (change) => refreshUnderWay(kept, reader, change),
    *prepare() {},
    trim: () => reader.trim(),
    setLoading: (loading) => {
      if (!loading) isWhole();
    },
  };
}

const KEEPERS = { orders: keepOrders, stock: keepStock, underWay: keepUnderWay };

/** A load leaves much garbage behind in a thread that is quiet afterwards: V8 would keep it for long. */
function trim(): void {
  reader.trim();
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as (options: object) => void)({ type: 'major', flavor: 'last-resort' });
}

const port = parentPort;
if (!port) throw new Error('grid-thread runs only as a worker thread');
const { grid, target, nativeBinding } = workerData as GridThreadData;
const reader = await openReader(target, nativeBinding ? { nativeBinding } : {});
const service = new GridService(KEEPERS[grid](reader), (reply: GridReply) => port.postMessage(reply));
port.on('message', (request: GridRequest) => void service.handle(request));
service.start();
