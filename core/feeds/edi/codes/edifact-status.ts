import { EXCEPTION_KINDS, type ExceptionKind, MILESTONES } from '../../../contract/tracking.ts';
import { EDIFACT_REASONS } from './edifact-reasons.ts';
import type { ReasonMeaning, StatusMeaning } from './x12-status.ts';

/**
 * UN/ECE Recommendation 24, which STS uses (element 4405, before 9011): code, milestone, words. `!` marks an exception by
 * its kind, `~` an event that is yet to come.
 */
const STATUSES = `
  1 atHub Arrived
  2 inTransit Loading authorised
  3 !damaged Arrived in defective condition
  4 inTransit Defective equipment returned to service
  5 inTransit Process begun
  6 booked Booking completed
  7 !cancelled Booking cancelled
  8 inTransit Cleared, import restrictions
  9 inTransit Cleared, export restrictions
  10 inTransit Cleared by agriculture, food or fisheries authorities
  11 inTransit Cleared by port authority
  12 inTransit Cleared by customs
  13 pickedUp Collected
  14 inTransit Process completed
  15 atHub Consolidated
  16 inTransit Crossed border
  17 !customs Customs clearance refused
  18 !damaged Damaged in the course of transportation
  19 !damaged Damage quoted for
  20 !delayed Delayed in the course of transportation
  21 delivered Delivered
  22 delivered Delivered as per instruction
  23 attemptFailed Delivery not completed
  24 inTransit Departed
  25 !delayed Departure delayed
  26 inTransit Deramped
  27 inTransit Despatched
  28 atHub Stripped
  29 atHub Unloaded
  30 !lost Empty on inspection
  31 inTransit En route
  32 inTransit Equipment returned from repair
  33 inTransit Equipment sent for repair
  34 inTransit Equipment repaired
  35 inTransit Forwarded to destination
  36 !lost Not found
  37 inTransit Found
  38 inTransit Freight paid
  39 inTransit Released from bond
  40 atHub Arrived at port
  41 inTransit Handed over under continued responsibility
  42 inTransit Handed over
  43 inTransit Handed over
  44 inTransit Misrouted consignment corrected
  45 availableForPickup Consignee informed of arrival
  46 customs Moved into bond
  47 atHub Moved into packing depot
  48 inTransit Loaded onto a means of transport
  49 !lost Lost
  50 booked Manifested
  51 inTransit Loaded from a means of transport
  53 !delayed Collection not completed
  54 !lost Unidentifiable
  57 !delayed Not loaded onto a means of transport
  58 inTransit Equipment off hire
  59 inTransit Premature onloading
  60 inTransit Equipment on hire
  61 inTransit Outstanding claims settled
  62 !other Overlanded
  63 !delayed Not available for collection
  64 booked Awaiting collection
  65 inTransit Equipment plugged in
  66 !lost Plundered
  67 inTransit Positioned
  68 inTransit Party informed in advance
  69 !lost Disposed of
  70 inTransit Ramped
  71 booked Ready for transportation
  72 delivered Receipt fully acknowledged
  73 delivered Receipt partially acknowledged
  74 atHub Received
  75 inTransit Consignee changed
  76 inTransit Transport re-arranged
  77 !refused Action refused
  78 inTransit Released
  79 inTransit Reloaded onto a means of transport
  80 returned Returned as instructed
  81 !damaged Returned wrecked
  82 returned Returned
  83 inTransit Sealed
  84 booked Service ordered
  85 !lost Short landed
  86 !delayed Short shipped
  87 !delayed Despatched via a wrong route
  88 inTransit Split consignment
  89 inTransit Steam cleaned
  90 !delayed Movement stopped
  91 atHub Stored
  92 inTransit Stowed
  93 inTransit Stuffed
  94 inTransit Stuffed and sealed
  95 inTransit Sub-lease notice in
  96 inTransit Sub-lease notice out
  97 !damaged Damage surveyed
  98 inTransit Transferred in
  99 inTransit Transferred out
  100 inTransit Transshipment
  101 !delayed Delayed in transit
  102 inTransit Unknown
  103 inTransit Equipment unplugged
  104 !refused Delivery refused, to be re-arranged
  105 !delayed Delivery postponed
  106 !refused Delivery refused
  107 !other Anomaly on arrival
  108 !other Delivery claim
  109 attemptFailed Delivery impossible, notice left
  110 attemptFailed Delivery impossible, no notice left
  111 !cancelled Transport terminated
  112 availableForPickup Held at consignee’s disposal
  113 outForDelivery Delivery in progress
  114 delivered Delivery accepted subject to further inspection
  115 !other Discrepancy
  116 !customs Export inhibited
  117 !lost Missing
  118 inTransit Stowed on deck
  119 !lost Unable to be located
  120 !damaged Unacceptable condition
  121 inTransit Stowed under deck
  123 inTransit Accompanying documents delivered
  124 inTransit For transfer
  125 inTransit No status available
  126 customs Customs clearance in progress
  127 inTransit Departed on a means of transport
  128 customs Awaiting customs import release
  129 customs In-bond movement
  130 pickedUp Consignment received from shipper
  131 inTransit For transfer to another carrier
  132 pickedUp Loading in progress
  135 atHub Unloading in progress
  170 customs Customs formalities
  182 !weather Waiting due to weather
  184 !delayed Waiting for action by authorities
  185 !delayed Waiting due to a ban
  191 !delayed Waiting for workers
  193 !delayed Waiting for equipment
  194 !delayed Waiting for other means of transport
  199 !damaged Waiting due to damaged cargo
  205 !address Delivery address outside delivery area
  206 !delayed Arrived after means of transport departed
  207 !refused Delivery refused by agent
  208 inTransit Seals replaced
  209 ~inTransit Delivery scheduled
  210 attemptFailed Unsuccessful delivery attempt
  211 attemptFailed Delivery not completed, business closed
  212 !delayed Delivery, changed schedule
  213 !address Further address needed for delivery
  214 inTransit Computer system not in operation
  215 !delayed Delivery awaiting credit approval
  216 !delayed Delivery awaiting customer arrangements
  218 !damaged Damaged
  219 !delayed Delivery awaiting specified dates
  220 !address Destination incorrect
  222 !delayed Derailment
  224 !delayed Industrial dispute at delivery
  225 !delayed Affected by customer action
  227 !delayed Equipment failure at delivery
  228 customs Inspection required by authority
  229 !customs Export suspended
  231 !lost Goods item missing
  232 !customs Import suspended
  233 !delayed Incorrect picklist
  234 !address Incorrect address
  235 !delayed Industrial dispute
  236 !delayed Waiting for instructions
  238 !damaged Means of transport damaged
  239 !delayed Mechanical breakdown
  240 !delayed Mechanical inspection required
  241 !delayed Document missing
  242 inTransit New delivery arrangements
  243 !address No recipient contact information
  247 !delayed Package not available for collection
  248 inTransit Tracking number unknown
  250 !delayed Transport payment not received
  251 !refused Payment refused by payer
  253 !refused Refused without reason given
  254 !delayed Scheduled past cut-off time
  255 !delayed Shunted to siding
  256 inTransit Signature not required
  258 inTransit Special service required
  260 inTransit Tracking information unavailable
  265 inTransit Reason unknown
  266 !weather Delivery delayed by weather
  267 !delayed Free storage time expired
  269 attemptFailed Consignee absent
  270 !delayed Delayed by local circumstances
  271 !delayed Delayed, awaiting consignee’s instructions
  272 !delayed Delayed, awaiting consignor’s instructions
  273 !delayed Delayed
  274 !address Incomplete address
  275 !refused Delivery refused, purchase order cancelled
  276 !refused Delivery refused, return to consignor
  277 !refused Delivery refused, inconsistent with purchase order
  278 !refused Delivery refused, incorrect delivery date
  279 !refused Delivery refused, automatic return
  280 !refused Delivery refused, duplicate delivery
  281 !refused Delivery refused, instructions requested
  282 !refused Delivery refused, consignee’s condition
  283 !refused Delivery refused, delivery incomplete
  284 !refused Delivery refused, not ordered
  285 !refused Delivery refused, remainder not accepted
  286 !refused Delivery refused, spoilt
  287 !lost Contents missing
  288 !other Not on package list
  291 !refused Delivery refused, freight charges not paid
  292 !refused Delivery refused, reimbursement not paid
  295 !refused Delivery refused, opened
  297 !refused Delivery refused, commercial dispute
  298 !refused Delivery refused, error on product or packaging
  299 !refused Delivery refused, delivery date changed
  300 !other Document received without goods
  301 !other Goods received without documents
  302 !delayed Overcarried
  306 inTransit Document found
  307 !damaged Damaged but deliverable
  308 !damaged Spoilt
  309 !damaged Packaging opened
  310 inTransit Processed as agreed
  311 !other Claim opened
  312 inTransit Moved
  313 returned Returned by recipient
  314 !delayed Delayed at origin
  315 !delayed Held by logistics provider
  316 inTransit Incident accepted by ordering party
  317 attemptFailed Premises closed during normal hours
  318 attemptFailed Delivery incomplete for lack of time
  319 !delayed Error in preparing the despatch
  320 !other Undefined incident at logistics provider
  321 booked Instruction to despatch received
  322 booked Despatch under preparation
  323 returned Return in progress
  324 !cancelled Instruction to despatch cancelled
  325 !refused Delivery refused by recipient
  326 !delayed Held by third party on owner’s instruction
  327 !damaged Weight or volume loss
  328 inTransit Moved internally
  329 !lost Partially stolen
  330 !lost Partially lost or missing
  331 !damaged Destroyed
  334 !delayed Document refused
  335 !damaged Seals damaged
  336 !damaged Seals broken
  337 !damaged Seals tampered with
  338 !delayed Collection failed, business closed
  339 !delayed Collection, changed schedule
  340 !address Further address needed for collection
  341 !delayed Industrial dispute at collection
  342 !delayed Equipment failure at collection
  343 !delayed Document incorrect
  344 !delayed Collection scheduled past cut-off time
  345 !weather Collection affected by weather
  346 atHub Unloaded from a means of transport
  347 inTransit Deliverable
  348 !address Not deliverable
  349 inTransit Handed over
  350 inTransit Signature required
  351 !other Incident at logistics provider
  352 attemptFailed Business closed for inventory count
  353 attemptFailed Business closed on Saturday
  354 attemptFailed Business closed on national holiday
  355 inTransit En route via local route
  356 inTransit En route via national route
  357 inTransit En route via international route
  358 !lost Transport terminated, not received
  359 booked Bill of lading issued
  360 inTransit Cleared by logistics provider
  361 ~inTransit Delivery expected
  362 inTransit Measured
  363 booked Ready for loading
  364 atHub Arrived at yard
  365 inTransit Departed from yard
  366 atHub Accepted at interchange point
  368 inTransit Transshipped to another wagon
  371 inTransit Equipment emptied
  372 inTransit Equipment loaded
  373 !delayed Equipment held by transport operator
  374 !delayed Equipment held by terminal operator`;

function rowsOf(table: string): [code: string, kind: string, words: string][] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', kind = '', ...words] = line.trim().split(' ');
      return [code, kind, words.join(' ')];
    });
}

function meaningOf(kind: string, words: string): StatusMeaning {
  const exceptionKind = EXCEPTION_KINDS.find((candidate) => `!${candidate}` === kind);
  if (exceptionKind) return { milestone: 'exception', exceptionKind, words };
  const name = kind.startsWith('~') ? kind.slice(1) : kind;
  const milestone = MILESTONES.find((candidate) => candidate === name);
  if (!milestone) throw new Error(`No milestone is named ${kind}`);
  return kind.startsWith('~') ? { milestone, words, estimate: true } : { milestone, words };
}

const BY_CODE: ReadonlyMap<string, StatusMeaning> = new Map(
  rowsOf(STATUSES).map(([code, kind, words]) => [code, meaningOf(kind, words)]),
);
const REASON_BY_CODE: ReadonlyMap<string, ReasonMeaning> = new Map(
  rowsOf(EDIFACT_REASONS).map(([code, kind, words]) => {
    const found = EXCEPTION_KINDS.find((candidate): candidate is ExceptionKind => candidate === kind);
    return [code, found ? { words, kind: found } : { words }];
  }),
);

/** Codes that older directories (D.96B and before) number by one less. */
const OLD_FROM = 55;
const OLD_TO = 119;

/** What a status of STS means; null for one that is not in the list. `directory`: `D.96A`. */
export function edifactStatus(code: string, directory: string): StatusMeaning | null {
  const number = Number(code);
  const isOld = /^(?:D\.9[3-6]|[12])/.test(directory);
  if (isOld && number >= OLD_FROM && number <= OLD_TO) return BY_CODE.get(String(number + 1)) ?? null;
  if (isOld && number === 54) return BY_CODE.get('53') ?? null;
  return BY_CODE.get(/^\d+$/.test(code) ? String(number) : code) ?? null;
}

/** What a reason of STS means; later lists use the statuses' own codes for it. */
export function edifactReason(code: string): ReasonMeaning | null {
  const bare = /^\d+$/.test(code) ? String(Number(code)) : code;
  const reason = REASON_BY_CODE.get(bare);
  if (reason) return reason;
  const status = BY_CODE.get(bare);
  return status ? { words: status.words, ...(status.exceptionKind && { kind: status.exceptionKind }) } : null;
}
