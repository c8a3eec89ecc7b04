import { type Field, wordList } from './field.ts';

export const GOODS_FIELDS: readonly Field[] = [
  {
    key: 'sku',
    type: 'code',
    label: 'SKU',
    help: 'Your code of the product.',
    synonyms: wordList(`
      sku, sku code, product code, product id, product, product no, product number, item, item code, item
      id, item no, item number, item sku, stock code, stockcode, article, article code, article no,
      article number, article id, ref, reference, reference article, ref article, ref produit, reference
      produit, code article, code produit, artikel, artikelnummer, artikelnr, artikel nr, artnr, art nr,
      materialnummer, material, materialnr, produktnummer, produkt, produktcode, part number, part no,
      partno, mpn, ean, gtin, upc, barcode, codigo, codigo articulo, codigo producto, articulo,
      referencia, codice articolo, codice prodotto, articolo, codart, variant sku, lineitem sku,
      artikelcode, style, numero article, num article, no article, artikelkennung`),
    example: '85123A',
  },
  {
    key: 'productName',
    type: 'text',
    label: 'Product name',
    help: 'What people call it.',
    synonyms: wordList(`
      product name, name, description, product description, item description, item name, title, product
      title, article name, designation, libelle, libelle article, libelle produit, nom, nom du produit,
      nom produit, intitule, desc, bezeichnung, artikelbezeichnung, beschreibung, artikelbeschreibung,
      artikelname, produktname, produktbezeichnung, produktbeschreibung, warenbezeichnung, descripcion,
      nombre, nombre producto, descripcion articulo, descripcion producto, denominacion, descrizione,
      descrizione articolo, nome prodotto, omschrijving, lineitem name, line item name, product title,
      short description, designation article, designation produit, artikeltext, kurztext, materialkurztext`),
    example: 'White hanging heart T-light holder',
  },
  {
    key: 'category',
    type: 'text',
    label: 'Category',
    help: 'Family or department.',
    synonyms: wordList(`
      category, product category, family, product family, department, product group, group, categorie,
      famille, rayon, gamme, kategorie, warengruppe, produktgruppe, sortiment, categoria, familia,
      famiglia, product type, sub category, class`),
    example: 'Decoration',
  },
  {
    key: 'weight',
    type: 'weight',
    label: 'Weight',
    help: 'Weight of one unit; a unit in the header or behind the figure is understood (kg when there is none).',
    synonyms: wordList(`
      weight, unit weight, gross weight, net weight, weight kg, weight g, weight grams, poids, poids kg,
      poids brut, poids net, poids unitaire, gewicht, gewicht kg, bruttogewicht, nettogewicht,
      stuckgewicht, peso, peso kg, item weight, weight kilograms, weight lb, weight lbs, weight oz`),
    unit: 'kg',
    example: '0.35 kg',
    notNegative: true,
  },
  {
    key: 'volume',
    type: 'volume',
    label: 'Volume',
    help: 'Volume of one unit; litres when no unit is named.',
    synonyms: wordList(`
      volume, unit volume, volume l, volume m3, volumen, rauminhalt, volume litres, cbm, cubage`),
    unit: 'l',
    example: '1.2 l',
    notNegative: true,
  },
  {
    key: 'price',
    type: 'amount',
    label: 'Price',
    help: 'Selling price of one unit; in a rate card, the price of the shipment.',
    synonyms: wordList(`
      price, sales price, selling price, list price, retail price, prix, prix de vente, pvp, tarif, preis,
      verkaufspreis, vk, precio, prezzo, precio venta, prezzo di vendita, rate, charge, cost per shipment,
      amount`),
    example: '2.55',
    notNegative: true,
  },
  {
    key: 'cost',
    type: 'amount',
    label: 'Cost',
    help: 'Purchase cost of one unit; of a shipment, what the carrier charges.',
    synonyms: wordList(`
      cost, unit cost, purchase price, cost price, prix d achat, prix achat, cout, pa, einkaufspreis, ek,
      kosten, coste, costo, freight cost, shipping cost, transport cost, frachtkosten, cout de transport,
      cogs, cout unitaire`),
    example: '1.10',
    notNegative: true,
  },
  {
    key: 'stocked',
    type: 'boolean',
    label: 'Stocked',
    help: 'No for services and charges, which are never sourced.',
    synonyms: wordList(`
      stocked, is stocked, stockable, physical, stocke, lagerartikel, requires shipping, lagergefuhrt`),
    example: 'yes',
  },
  {
    key: 'hazardous',
    type: 'boolean',
    label: 'Hazardous',
    help: 'Yes for dangerous goods, which rules may keep from some places.',
    synonyms: wordList(`
      hazardous, is hazardous, hazmat, dangerous goods, dangerous, adr, matiere dangereuse,
      marchandise dangereuse, dangereux, gefahrgut, gefahrlich, mercancia peligrosa, merce pericolosa`),
    example: 'no',
  },
  {
    key: 'substituteSku',
    type: 'code',
    label: 'Substitute',
    help: 'Code of the product that may be sent instead.',
    synonyms: wordList(`
      substitute, substitute sku, substitute code, substitute product, substitute item, replacement, replacement
      sku, alternative, alternative sku, alternate item, equivalent, equivalent sku, produit de substitution,
      article de substitution, article equivalent, remplacement, reference de remplacement, ersatzartikel,
      ersatzartikelnummer, alternativartikel, sustituto, articulo sustituto, sostituto, articolo sostitutivo`),
    example: '85123B',
  },
  {
    key: 'substituteUnits',
    type: 'quantity',
    label: 'Units for one',
    help: 'How many of the substitute stand for one unit; 1 when left out.',
    synonyms: wordList(`
      units for one, substitute units, substitute quantity, ratio, substitution ratio, conversion, rapport,
      taux de substitution, verhaltnis, umrechnung, proporcion, rapporto`),
    example: '1',
  },
  {
    key: 'substituteRank',
    type: 'quantity',
    label: 'Rank',
    help: '1 is offered first.',
    synonyms: wordList(`
      rank, substitute rank, preference, order of preference, rang, ordre de preference, rangfolge, orden,
      rango, preferenza`),
    example: '1',
  },
  {
    key: 'substituteNote',
    type: 'text',
    label: 'Note',
    help: 'What people should know before they send it instead.',
    synonyms: wordList(
      'substitute note, note, remark, remarks, comment, remarque, commentaire, bemerkung, nota',
    ),
    example: 'Same lamp in brass',
  },
  {
    key: 'onHand',
    type: 'quantity',
    label: 'On hand',
    help: 'Units physically there.',
    synonyms: wordList(`
      on hand, onhand, qty on hand, quantity on hand, stock, stock on hand, soh, stock qty, stock
      quantity, stock level, inventory, inventory quantity, qoh, physical stock, stock physique, quantite
      en stock, qte en stock, qte stock, stock disponible, bestand, lagerbestand, lagermenge, menge auf
      lager, existencias, stock fisico, giacenza, esistenza, voorraad, available stock, units in stock,
      verfugbar, disponible, quantity, qty, quantite, qte, menge, cantidad, quantita`),
    example: '120',
  },
  {
    key: 'reserved',
    type: 'quantity',
    label: 'Reserved elsewhere',
    help: 'Units that your own system has already promised.',
    synonyms: wordList(`
      reserved, allocated, committed, reserved qty, reserved quantity, qty reserved, on order customers,
      reserve, stock reserve, qte reservee, reserviert, reservierte menge, reservado, riservato,
      impegnato, allocated qty, qty allocated, committed qty`),
    example: '8',
    notNegative: true,
  },
  {
    key: 'safetyStock',
    type: 'quantity',
    label: 'Safety stock',
    help: 'Units never to be promised.',
    synonyms: wordList(`
      safety stock, safety, min stock, minimum stock, buffer, buffer stock, stock de securite, stock mini,
      stock minimum, stock min, seuil, sicherheitsbestand, mindestbestand, stock de seguridad, stock
      minimo, scorta di sicurezza, reorder level, ss`),
    example: '10',
    notNegative: true,
  },
  {
    key: 'dailyDemand',
    type: 'number',
    label: 'Daily demand',
    help: 'Units sold a day on average; for days of cover.',
    synonyms: wordList(`
      daily demand, demand per day, daily sales, avg daily sales, average daily demand, ventes par jour,
      ventes journalieres, demande journaliere, tagesbedarf, tagesabsatz, demanda diaria, vendite
      giornaliere, run rate`),
    example: '3.5',
    notNegative: true,
  },
  {
    key: 'inboundReference',
    type: 'code',
    label: 'Inbound reference',
    help: 'Purchase order, transfer or return number with its line.',
    synonyms: wordList(`
      inbound reference, po, po number, purchase order, purchase order number, reference, receipt number,
      asn, asn number, numero de commande fournisseur, commande fournisseur, bestellnummer lieferant,
      bestellung, pedido de compra, ordine di acquisto, transfer number, inbound number, inbound id, ref
      commande achat`),
    example: 'PO-10442-1',
  },
  {
    key: 'inboundKind',
    type: 'choice',
    label: 'Kind of inbound',
    help: 'purchase, transfer or return.',
    synonyms: wordList(`
      inbound kind, inbound type, kind, type, movement type, receipt type, type de flux, bewegungsart`),
    choices: {
      purchase: wordList(`
      purchase, po, purchase order, supplier, achat, einkauf, bestellung, compra, acquisto`),
      transfer: wordList(`
      transfer, sto, transfert, umlagerung, traslado, trasferimento, replenishment`),
      return: wordList('return, rma, retour, rucksendung, ruckgabe, devolucion, reso'),
    },
    example: 'purchase',
  },
  {
    key: 'expectedAt',
    type: 'deadline',
    label: 'Expected',
    help: 'Day or time at which it is expected.',
    synonyms: wordList(`
      expected, expected at, expected date, eta, due date, due, arrival date, delivery date, expected
      arrival, expected delivery, date prevue, date attendue, date d arrivee, arrivee prevue, date de
      reception prevue, liefertermin, ankunft, erwartet, erwartet am, eingangsdatum, fecha prevista, fecha
      de llegada, data prevista, promised date`),
    example: '2026-12-03',
  },
  {
    key: 'inboundStatus',
    type: 'choice',
    label: 'Inbound status',
    help: 'expected, received or cancelled.',
    synonyms: wordList(`
      inbound status, status, state, statut, etat, zustand, estado, stato`),
    choices: {
      expected: wordList(`
      expected, open, in transit, ordered, confirmed, planned, attendu, en cours, ouvert, offen,
      unterwegs, abierto, pendiente, aperto, pending`),
      received: wordList(`
      received, closed, done, complete, recu, receptionne, cloture, eingegangen, erledigt, recibido,
      cerrado, ricevuto, chiuso`),
      cancelled: wordList('cancelled, canceled, annule, storniert, cancelado, annullato'),
    },
    example: 'expected',
  },
  {
    key: 'origin',
    type: 'text',
    label: 'Origin',
    help: 'Supplier or facility that it comes from.',
    synonyms: wordList(`
      origin, from, supplier, vendor, supplier name, vendor name, fournisseur, lieferant, proveedor,
      fornitore, source, from location, origine, provenance, herkunft`),
    example: 'Atelier Morel',
  },
];
