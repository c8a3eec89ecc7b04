import type { Point } from '../../../../kernel/geo.ts';
import { greatCircleMatrix } from '../../matrix/great-circle-matrix.ts';
import type { TravelProfile } from '../../routing-problem.ts';
import { RoutingFileError } from '../routing-file-error.ts';
import { DEFAULT_PER_HOUR } from './read-vroom.ts';
import type { Coordinates, VroomInput, VroomPlace, VroomVehicle } from './vroom-input.ts';

/** The places of an input: rows of its matrices, or distinct coordinates. */
export class VroomPlaces {
  readonly count: number;
  readonly coordinates: (Coordinates | null)[] = [];
  private readonly byMatrix: boolean;
  private readonly known = new Map<string, number>();

  constructor({ tasks, vehicles, matrixSize }: VroomInput) {
    this.byMatrix = matrixSize > 0;
    for (const { place } of tasks) this.add(place);
    for (const { start, end } of vehicles) {
      if (start) this.add(start);
      if (end) this.add(end);
    }
    this.count = this.byMatrix ? matrixSize : this.coordinates.length;
  }

  indexOf({ location, index }: VroomPlace): number {
    return this.byMatrix ? (index as number) : (this.known.get(String(location)) as number);
  }

  /** Null when some place has no coordinates. */
  points(): Point[] | null {
    const points = Array.from({ length: this.count }, (_, i) => this.coordinates[i] ?? null);
    if (points.some((point) => point === null)) return null;
    return points.map((point) => ({ latitude: point?.[1] as number, longitude: point?.[0] as number }));
  }

  private add({ location, index }: VroomPlace): void {
    if (this.byMatrix) {
      this.coordinates[index as number] = location ?? this.coordinates[index as number] ?? null;
    } else if (!this.known.has(String(location))) {
      this.known.set(String(location), this.coordinates.length);
      this.coordinates.push(location);
    }
  }
}

/** Travel of one kind of vehicle: seconds, metres (null = nobody knows them), and what each way costs. */
export type VroomTravel = { durations: Float64Array; distances: Float64Array | null; costs: Float64Array };

/** Works out travel by profile, speed and costs; each combination once. */
export class VroomTravels {
  private readonly input: VroomInput;
  private readonly places: VroomPlaces;
  private readonly found = new Map<string, VroomTravel>();
  private readonly roads: ReadonlyMap<string, TravelProfile>;
  private circle: TravelProfile | null = null;

  /** @param roads travel between the places by profile, where the input has no matrix for it */
  constructor(input: VroomInput, places: VroomPlaces, roads: ReadonlyMap<string, TravelProfile>) {
    this.input = input;
    this.places = places;
    this.roads = roads;
  }

  /** @throws RoutingFileError */
  of(vehicle: VroomVehicle): VroomTravel {
    const { profile, speedFactor, costs, maxDistance } = vehicle;
    const key = JSON.stringify([profile, speedFactor, costs.perHour, costs.perKm, maxDistance !== null]);
    const known = this.found.get(key);
    if (known) return known;
    const travel = this.travel(vehicle);
    this.found.set(key, travel);
    return travel;
  }

  private travel({ id, profile, speedFactor, costs, maxDistance }: VroomVehicle): VroomTravel {
    const matrices = this.input.matrices.get(profile);
    if (matrices?.costs && costs.perHour !== DEFAULT_PER_HOUR) {
      throw new RoutingFileError(`vehicle ${id}, costs.per_hour`, 'has no meaning beside a matrix of costs');
    }
    const needsMetres = costs.perKm > 0 || maxDistance !== null;
    const given = matrices?.durations ?? this.byRoad(profile, `vehicle ${id}, profile ${profile}`).duration;
    const distances =
      matrices && !needsMetres
        ? matrices.distances
        : (matrices?.distances ?? this.byRoad(profile, `vehicle ${id}`).distance);
    const durations = speedFactor === 1 ? given : given.map((seconds) => Math.round(seconds / speedFactor));
    const cost =
      matrices?.costs ??
      durations.map(
        (seconds, i) => (seconds * costs.perHour) / 3600 + ((distances?.[i] ?? 0) * costs.perKm) / 1000,
      );
    return { durations, distances, costs: cost };
  }

  private byRoad(profile: string, whose: string): TravelProfile {
    return this.roads.get(profile) ?? this.greatCircle(whose);
  }

  private greatCircle(whose: string): TravelProfile {
    if (this.circle) return this.circle;
    const points = this.places.points();
    if (!points) {
      throw new RoutingFileError(whose, 'has no matrix, and not all places have coordinates to reckon with');
    }
    this.circle = greatCircleMatrix(points);
    return this.circle;
  }
}
