import { type Field, wordList } from './field.ts';

export const TRANSPORT_FIELDS: readonly Field[] = [
  {
    key: 'carrierCode',
    type: 'code',
    label: 'Carrier code',
    help: 'Your code of the carrier.',
    synonyms: wordList(`
      carrier code, carrier, carrier id, scac, transporteur, code transporteur, spediteur, frachtfuhrer,
      versanddienstleister, carrier kurzel, transportista, codigo transportista, vettore, corriere,
      shipper code, shipping company`),
    example: 'DHL',
  },
  {
    key: 'carrierName',
    type: 'text',
    label: 'Carrier name',
    help: 'The name people use.',
    synonyms: wordList(`
      carrier name, name, nom transporteur, nom du transporteur, nom, name des spediteurs, nombre
      transportista, nome vettore, spediteurname`),
    example: 'DHL Parcel',
  },
  {
    key: 'serviceCode',
    type: 'code',
    label: 'Service code',
    help: 'Code of one service of the carrier.',
    synonyms: wordList(`
      service code, service, product code, service id, code service, code produit, prestation, leistung,
      produktcode, servicecode, servicio, codigo servicio, servizio, shipping method, shipping service,
      mode`),
    example: 'DHL-STD',
  },
  {
    key: 'serviceName',
    type: 'text',
    label: 'Service name',
    help: 'The name people use for the service.',
    synonyms: wordList(`
      service name, nom du service, nom service, libelle service, service description, servicename,
      produktname, nombre servicio, nome servizio`),
    example: 'Parcel Connect',
  },
  {
    key: 'serviceLevel',
    type: 'choice',
    label: 'Service level',
    help: 'economy, standard, express or sameDay.',
    synonyms: wordList(`
      service level, level, speed, shipping level, delivery speed, niveau de service, niveau,
      servicelevel, versandart, lieferart, nivel de servicio, livello di servizio, shipping method, mode
      de livraison, delivery method, shipment mode`),
    choices: {
      economy: wordList(`
      economy, eco, slow, saver, economique, gunstig, economico, basic`),
      standard: wordList(`
      standard, normal, ground, regular, std, classique, colissimo, estandar, normale`),
      express: wordList(`
      express, exp, priority, next day, nextday, overnight, 24h, chronopost, expres, urgent, espresso, air`),
      sameDay: wordList(`
      sameday, same day, jour meme, am selben tag, mismo dia, in giornata, courier, instant`),
    },
    example: 'standard',
  },
  {
    key: 'maxWeight',
    type: 'weight',
    label: 'Heaviest parcel',
    help: 'Up to what weight the service carries.',
    synonyms: wordList(`
      max weight, maximum weight, weight limit, max weight kg, poids max, poids maximum, poids maxi,
      hochstgewicht, maximalgewicht, peso maximo, peso massimo`),
    unit: 'kg',
    example: '31.5 kg',
    notNegative: true,
  },
  {
    key: 'originCountry',
    type: 'country',
    label: 'From country',
    help: 'Country of departure; any when left out.',
    synonyms: wordList(`
      origin country, from country, origin, country from, pays de depart, pays depart, pays origine, pays
      d origine, abgangsland, versandland, von land, pais origen, pais de origen, paese di partenza, ship
      from country`),
    example: 'FR',
  },
  {
    key: 'destinationCountry',
    type: 'country',
    label: 'To country',
    help: 'Country of arrival; any when left out.',
    synonyms: wordList(`
      destination country, to country, destination, country to, country, zone, pays de destination, pays
      destination, pays d arrivee, pays, zielland, empfangsland, nach land, bestimmungsland, pais destino,
      pais de destino, paese di destinazione, ship to country`),
    example: 'DE',
  },
  {
    key: 'postalPrefix',
    type: 'code',
    label: 'To postal codes beginning with',
    help: 'First figures of the postal codes of arrival; all when left out.',
    synonyms: wordList(`
      postal prefix, destination postal prefix, zip prefix, postcode prefix, postal code prefix, prefixe
      postal, departement, plz prafix, plz bereich, prefijo postal, zip from, postal zone`),
    example: '20',
  },
  {
    key: 'upToWeight',
    type: 'weight',
    label: 'Up to weight',
    help: 'Upper bound of the weight step.',
    synonyms: wordList(`
      up to weight, up to, up to kg, to kg, max kg, weight to, to weight, max weight, weight break, weight up to, weight, jusqu a, jusqu a
      kg, poids jusqu a, poids max, tranche de poids, bis gewicht, bis kg, gewicht bis, gewichtsstufe,
      hasta peso, fino a peso, weight kg, poids`),
    unit: 'kg',
    example: '5 kg',
    notNegative: true,
  },
  {
    key: 'transitDaysMin',
    type: 'quantity',
    label: 'Fastest, days',
    help: 'Days in transit at least.',
    synonyms: wordList(`
      transit days min, min transit days, min days, transit min, delai min, delai mini, laufzeit min, dias
      minimo, giorni minimo, transit from days`),
    example: '1',
    notNegative: true,
  },
  {
    key: 'transitDaysMax',
    type: 'quantity',
    label: 'Slowest, days',
    help: 'Days in transit at most.',
    synonyms: wordList(`
      transit days max, max transit days, max days, transit max, transit days, transit time, lead time,
      days, delai, delai max, delai maxi, delai de livraison, laufzeit, laufzeit max, laufzeit tage, dias,
      plazo, giorni, tempo di transito, delivery days`),
    example: '3',
    notNegative: true,
  },
  {
    key: 'shipmentNumber',
    type: 'code',
    label: 'Shipment number',
    help: 'Your number of the shipment or parcel.',
    synonyms: wordList(`
      shipment number, shipment, shipment id, shipment no, delivery number, delivery note, parcel id,
      package id, expedition, numero expedition, numero d expedition, bon de livraison, numero de colis,
      sendung, sendungsnummer, lieferschein, lieferscheinnummer, paketnummer, envio, numero de envio,
      spedizione, numero spedizione, asn dn number, dn, consignment`),
    example: 'SH-20441',
  },
  {
    key: 'trackingNumber',
    type: 'code',
    label: 'Tracking number',
    help: 'The carrier’s number.',
    synonyms: wordList(`
      tracking number, tracking, tracking no, tracking id, tracking code, awb, waybill, numero de suivi,
      suivi, no suivi, code de suivi, trackingnummer, sendungsverfolgung, numero de seguimiento,
      seguimiento, numero di tracciamento, consignment number`),
    example: '00340434161094042557',
  },
  {
    key: 'shipmentStatus',
    type: 'choice',
    label: 'Shipment status',
    help: 'planned, picked, packed, inTransit, delivered, exception, returned or cancelled.',
    synonyms: wordList(`
      shipment status, status, delivery status, state, statut, etat, sendungsstatus, lieferstatus, estado,
      stato`),
    choices: {
      planned: wordList(`
      planned, created, label created, new, prevu, prevue, geplant, planificado, pianificato, announced`),
      picked: wordList('picked, prepare, preparee, kommissioniert, preparado'),
      packed: wordList('packed, ready, emballe, emballee, verpackt, empaquetado'),
      inTransit: wordList(`
      intransit, in transit, shipped, dispatched, en route, out for delivery, on the way, en cours, en
      transit, expedie, expediee, unterwegs, versendet, en transito, enviado, in consegna, spedito, in
      viaggio`),
      delivered: wordList(`
      delivered, livre, livree, zugestellt, geliefert, entregado, consegnato, done, complete`),
      exception: wordList(`
      exception, delayed, problem, failed, lost, damaged, incident, anomalie, retard, problem, verspatet,
      incidencia, problema, failed attempt`),
      returned: wordList(`
      returned, return to sender, retourne, retournee, retour, zuruckgesandt, devuelto, reso`),
      cancelled: wordList(`
      cancelled, canceled, void, annule, annulee, storniert, cancelado, annullato`),
    },
    example: 'inTransit',
  },
  {
    key: 'shippedAt',
    type: 'date',
    label: 'Shipped',
    help: 'When it left.',
    synonyms: wordList(`
      shipped, shipped at, ship date, shipping date, shipment date, dispatch date, date expedition, date d
      expedition, expedie le, versanddatum, versendet am, fecha de envio, fecha envio, data spedizione,
      departure`),
    example: '2026-11-23 16:40',
  },
  {
    key: 'deliveredAt',
    type: 'date',
    label: 'Delivered',
    help: 'When it arrived.',
    synonyms: wordList(`
      delivered, delivered at, delivered on, delivery time, actual delivery date, actual delivery, date
      livraison reelle, livre le, date de livraison reelle, zugestellt am, zustelldatum, geliefert am,
      fecha entregado, entregado el, consegnato il, delivered to client date, delivery date`),
    example: '',
  },
  {
    key: 'occurredAt',
    type: 'date',
    label: 'When',
    help: 'Date and time of the scan.',
    synonyms: wordList(`
      occurred at, when, event time, event date, scan time, scan date, date, date time, datetime,
      timestamp, time, date evenement, date de l evenement, horodatage, zeitpunkt, ereigniszeit, datum,
      fecha, fecha evento, data, data evento, event timestamp`),
    example: '2026-11-24T07:12:00+01:00',
  },
  {
    key: 'milestone',
    type: 'choice',
    label: 'Milestone',
    help: 'booked, pickedUp, inTransit, atHub, customs, outForDelivery, attemptFailed, availableForPickup, delivered, exception or returned.',
    synonyms: wordList(`
      milestone, event, event code, status, status code, scan, event type, evenement, code evenement,
      statut, ereignis, ereigniscode, evento, codigo evento, estado, stato, tracking status`),
    choices: {
      booked: wordList(`
      booked, labelcreated, label created, created, announced, manifested, data received, info received, pre
      transit, etiquette creee, annonce, annoncee, angekundigt, etikett erstellt, etiqueta creada, anunciado,
      annunciato, etichetta creata`),
      pickedUp: wordList(`
      pickedup, picked up, collected, pickup, accepted, enleve, pris en charge, abgeholt, recogido,
      ritirato, origin scan`),
      inTransit: wordList(`
      intransit, in transit, transit, departed, departed hub, left hub, en transit, en cours, en route,
      unterwegs, en transito, in viaggio, in transito`),
      atHub: wordList(`
      athub, at hub, hub, arrived, arrived at hub, at depot, sorting, sorted, au centre de tri, sur la
      plateforme, a l agence, tri, im verteilzentrum, im depot, sortierung, en el centro de clasificacion, en
      almacen, presso il centro di smistamento, in filiale`),
      customs: wordList(`
      customs, in customs, customs clearance, held by customs, cleared customs, douane, en douane,
      dedouanement, zoll, im zoll, verzollung, aduana, en aduana, dogana, in dogana, sdoganamento`),
      outForDelivery: wordList(`
      outfordelivery, out for delivery, on vehicle, en livraison, en cours de livraison, in zustellung, en
      reparto, in consegna, with courier`),
      attemptFailed: wordList(`
      attemptfailed, attempt failed, failed attempt, delivery attempt, attempted, delivery attempted, not
      at home, absent, avise, destinataire absent, tentative de livraison, tentative echouee, zustellversuch,
      nicht angetroffen, intento fallido, ausente, tentativo fallito, assente`),
      availableForPickup: wordList(`
      availableforpickup, available for pickup, available for pick up, ready for pickup, ready for
      collection, disponible en point relais, en point relais, a retirer, abholbereit, zur abholung bereit,
      listo para recoger, disponible para recogida, disponibile per il ritiro, in giacenza`),
      delivered: wordList(`
      delivered, pod, livre, zugestellt, entregado, consegnato, livree`),
      exception: wordList(`
      exception, delay, delayed, failed, lost, damaged, incident, anomalie, retard, verspatet, incidencia,
      problema, refused`),
      returned: wordList(`
      returned, return to sender, rts, retour, retourne, zuruck an absender, devuelto, reso`),
    },
    example: 'inTransit',
  },
  {
    key: 'eventDescription',
    type: 'text',
    label: 'In the carrier’s words',
    help: 'What the carrier wrote.',
    synonyms: wordList(`
      description, event description, message, details, remark, text, libelle, libelle evenement,
      beschreibung, meldung, descripcion, descrizione, status description, comment`),
    example: 'Arrived at the Lyon hub',
  },
];
