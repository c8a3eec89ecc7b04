import type { TimeWindow } from '../../routing-problem.ts';

/** Longitude, then latitude. */
export type Coordinates = [number, number];

/** Where something is: by coordinates, by row of the matrices, or both. */
export type VroomPlace = { location: Coordinates | null; index: number | null };

/** A job, or one end of a shipment. */
export type VroomTask = {
  kind: 'job' | 'pickup' | 'delivery';
  id: number;
  description: string | null;
  place: VroomPlace;
  setup: number;
  service: number;
  setupPerType: Record<string, number>;
  servicePerType: Record<string, number>;
  delivery: number[];
  pickup: number[];
  skills: number[];
  priority: number;
  windows: TimeWindow[];
};

export type VroomBreak = { id: number; description: string | null; windows: TimeWindow[]; service: number };

/** A step of the plan that a vehicle begins with. */
export type VroomStep = { kind: VroomTask['kind']; id: number };

export type VroomVehicle = {
  id: number;
  description: string | null;
  profile: string;
  type: string | null;
  start: VroomPlace | null;
  end: VroomPlace | null;
  capacity: number[];
  skills: number[];
  window: TimeWindow | null;
  breaks: VroomBreak[];
  costs: { fixed: number; perHour: number; perKm: number; perTaskHour: number };
  speedFactor: number;
  maxTasks: number | null;
  maxTravelTime: number | null;
  maxDistance: number | null;
  steps: VroomStep[];
};

export type VroomMatrices = {
  durations: Float64Array;
  distances: Float64Array | null;
  costs: Float64Array | null;
};

/** What VROOM is asked. A shipment is two tasks that follow each other, its pickup and its delivery. */
export type VroomInput = {
  tasks: VroomTask[];
  vehicles: VroomVehicle[];
  /** By profile; all of the same number of places. */
  matrices: Map<string, VroomMatrices>;
  /** Rows of the matrices; 0 = there are none. */
  matrixSize: number;
};
