/** Why a status is as it is, element 9013 of STS: code, kind of exception (`-`: none), words. */
export const EDIFACT_REASONS = `
  1 address Address outside delivery area
  2 delayed After transport departed
  3 refused Refused by agent
  4 other Altered seals
  5 - Appointment scheduled
  6 delayed Attempt unsuccessful
  7 delayed Business closed
  8 delayed Changed schedule
  9 address Further address needed
  10 delayed Computer system down
  11 delayed Credit approval requested
  12 delayed Customer arrangements
  13 customs Customs refusal
  14 damaged Damaged
  15 delayed Delivery at specific dates requested
  16 address Destination incorrect
  17 delayed Departure delay
  18 delayed Derailment
  19 other Discrepancy
  20 delayed Dock strike
  21 delayed Due to customer
  22 lost Empty
  23 delayed Equipment failure
  24 customs Examination required by authority
  25 customs Export restrictions
  26 customs Frustrated export
  27 lost Goods missing
  28 customs Import restrictions
  29 delayed Incorrect pick information
  30 address Incorrect address
  31 delayed Industrial dispute
  32 delayed Instructions awaited
  33 lost Lost
  34 damaged Means of transport damaged
  35 delayed Mechanical breakdown
  36 delayed Mechanical inspection
  37 customs Missing or incorrect documents
  38 - New delivery arrangements
  39 address No recipient contact information
  40 lost Not identified
  41 delayed Not loaded
  42 - On deck
  43 delayed Package not ready
  44 - Tracking number unknown
  45 lost Partly missing
  46 delayed Payment not received
  47 refused Payment refused
  48 lost Plundered
  49 refused Refused without reason given
  50 delayed Scheduled past cut-off
  51 delayed Shunted to siding
  52 - Signature not required
  53 delayed Sorted to a wrong route
  54 - Special service required
  55 - Split
  56 lost Missing
  57 - Tracking information unavailable
  58 delayed Transit delay
  59 lost Unable to locate
  60 damaged Unacceptable condition
  61 - Under deck
  62 other Unknown
  63 weather Weather conditions
  64 delayed Free time expired
  65 - Outstanding claims settled`;
