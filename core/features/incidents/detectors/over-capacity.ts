/** What a facility has to ship, and what it can ship in a day. */
export interface FacilityLoad {
  id: number;
  code: string;
  openOrders: number;
  dailyCapacityOrders: number | null;
}

/** More days of work than the threshold wait there. */
export function isOverCapacity({ openOrders, dailyCapacityOrders }: FacilityLoad, days: number): boolean {
  return dailyCapacityOrders !== null && dailyCapacityOrders > 0 && openOrders > dailyCapacityOrders * days;
}
