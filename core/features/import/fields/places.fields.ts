import { type Field, wordList } from './field.ts';

export const PLACE_FIELDS: readonly Field[] = [
  {
    key: 'street',
    type: 'text',
    label: 'Street',
    help: 'Street and house number.',
    synonyms: wordList(`
      street, address, address 1, address line 1, street address, rue, adresse, adresse 1, strasse,
      anschrift, direccion, calle, indirizzo, via, ship to address, shipping address, adresse de
      livraison, lieferadresse`),
    example: '12 Quai de la Fosse',
  },
  {
    key: 'city',
    type: 'text',
    label: 'City',
    help: 'Town or city.',
    synonyms: wordList(`
      city, town, ville, commune, stadt, ort, ciudad, citta, localita, plaats, ship to city, shipping
      city, customer city, delivery city, ville de livraison, lieferort, destination city, location city,
      wohnort`),
    example: 'Nantes',
  },
  {
    key: 'postalCode',
    type: 'code',
    label: 'Postal code',
    help: 'Postal code, ZIP code.',
    synonyms: wordList(`
      postal code, postcode, post code, zip, zip code, zipcode, code postal, cp, plz, postleitzahl, codigo
      postal, cap, ship to zip, ship to postal code, shipping postal code, shipping zip, customer zip,
      delivery postcode, destination postal code`),
    example: '44000',
  },
  {
    key: 'region',
    type: 'text',
    label: 'Region',
    help: 'State, province or region.',
    synonyms: wordList(`
      region, state, province, county, departement, bundesland, provincia, regione, etat, ship to state,
      shipping state`),
    example: 'Pays de la Loire',
  },
  {
    key: 'country',
    type: 'country',
    label: 'Country',
    help: 'Name or code of the country, in any main European language.',
    synonyms: wordList(`
      country, country code, pays, code pays, land, landeskennung, landercode, landescode, pais, paese,
      nazione, ship to country, shipping country, customer country, delivery country, pays de livraison,
      lieferland, destination country, pays client, kundenland, pais cliente, nation, pays de destination,
      iso country`),
    example: 'FR',
  },
  {
    key: 'latitude',
    type: 'number',
    label: 'Latitude',
    help: 'Degrees north; found from the address when left out.',
    synonyms: wordList(`
      latitude, lat, breite, breitengrad, latitud, latitudine, gps lat`),
    example: '47.2117',
  },
  {
    key: 'longitude',
    type: 'number',
    label: 'Longitude',
    help: 'Degrees east; found from the address when left out.',
    synonyms: wordList(`
      longitude, lon, lng, long, laenge, lange, langengrad, longitud, longitudine, gps lon, gps lng`),
    example: '-1.5658',
  },
  {
    key: 'timeZone',
    type: 'timeZone',
    label: 'Time zone',
    help: 'IANA name, Europe/Paris; found from the place when left out.',
    synonyms: wordList(`
      time zone, timezone, tz, fuseau horaire, fuseau, zeitzone, zona horaria, fuso orario`),
    example: 'Europe/Paris',
  },
  {
    key: 'currency',
    type: 'currency',
    label: 'Currency',
    help: 'ISO code or sign of the amounts in the row.',
    synonyms: wordList(`
      currency, currency code, devise, monnaie, wahrung, waehrung, moneda, divisa, valuta, curr, ccy`),
    example: 'EUR',
  },
  {
    key: 'active',
    type: 'boolean',
    label: 'Active',
    help: 'No keeps it out of sourcing.',
    synonyms: wordList(`
      active, enabled, actif, aktiv, activo, attivo, is active, en service`),
    example: 'yes',
  },
  {
    key: 'facilityCode',
    type: 'code',
    label: 'Facility code',
    help: 'Your code of the warehouse, store, supplier or 3PL.',
    synonyms: wordList(`
      facility code, facility, warehouse, warehouse code, warehouse id, wh, whs, site, site code, site id,
      location, location code, location id, store, store code, store id, store number, shop, branch,
      plant, dc, depot, depot code, entrepot, code entrepot, code site, magasin, code magasin, lager,
      lagerort, lagercode, filiale, standort, werk, almacen, codigo almacen, tienda, magazzino, codice
      magazzino, ship from, ship from facility, facility id, stock location, fulfillment center, fc, node,
      ship node, origin facility, niederlassung, code depot`),
    example: 'NTE1',
  },
  {
    key: 'facilityName',
    type: 'text',
    label: 'Facility name',
    help: 'The name people use.',
    synonyms: wordList(`
      facility name, warehouse name, site name, store name, location name, nom du site, nom entrepot, nom
      du magasin, nom magasin, lagername, filialname, standortname, nombre almacen, nombre tienda, nome
      magazzino, depot name, branch name, nom du depot`),
    example: 'Nantes Fosse',
  },
  {
    key: 'facilityKind',
    type: 'choice',
    label: 'Kind of facility',
    help: 'warehouse, store, supplier or thirdParty.',
    synonyms: wordList(`
      facility kind, kind, type, facility type, site type, location type, node type, type de site, nature,
      art, typ, standorttyp, tipo, category of site, store type, warehouse type`),
    choices: {
      warehouse: wordList(`
      warehouse, dc, distribution center, distribution centre, wh, entrepot, plateforme, lager,
      zentrallager, almacen, magazzino, hub, fulfillment center, fulfilment centre, fc, depot, rdc,
      logistikzentrum`),
      store: wordList(`
      store, shop, retail, magasin, boutique, filiale, laden, tienda, negozio, outlet, branch, point de
      vente`),
      supplier: wordList(`
      supplier, vendor, dropship, drop ship, drop shipper, fournisseur, lieferant, proveedor, fornitore`),
      thirdParty: wordList(`
      thirdparty, third party, 3pl, partner, logistics provider, prestataire, logisticien, dienstleister,
      operador logistico`),
    },
    example: 'warehouse',
  },
  {
    key: 'handlingCost',
    type: 'amount',
    label: 'Handling cost',
    help: 'Cost of preparing one order line there.',
    synonyms: wordList(`
      handling cost, pick cost, picking cost, cout de preparation, handlingkosten, coste de manipulacion,
      cost per line, handling fee`),
    example: '1.20',
    notNegative: true,
  },
  {
    key: 'dailyCapacity',
    type: 'quantity',
    label: 'Orders a day',
    help: 'How many orders it can ship in a day; no limit when left out.',
    synonyms: wordList(`
      daily capacity, capacity, orders per day, capacite, capacite journaliere, kapazitat, tageskapazitat,
      capacidad, capacita, max orders per day, daily capacity orders`),
    example: '2500',
    notNegative: true,
  },
  {
    key: 'cutOff',
    type: 'clock',
    label: 'Cut-off',
    help: 'Local time until which an order still leaves the same day.',
    synonyms: wordList(`
      cut off, cutoff, cut off time, cutoff time, order cutoff, heure limite, annahmeschluss, hora de
      corte, heure de coupe, cut off local`),
    example: '16:00',
  },
];
