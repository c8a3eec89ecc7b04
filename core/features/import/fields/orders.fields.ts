import { type Field, wordList } from './field.ts';

export const ORDER_FIELDS: readonly Field[] = [
  {
    key: 'customerCode',
    type: 'code',
    label: 'Customer code',
    help: 'Your code of the customer; empty for guests.',
    synonyms: wordList(`
      customer code, customer id, customer, customer no, customer number, cust id, custno, account,
      account number, account no, client, client id, code client, numero client, no client, n client, id
      client, num client, ref client, kunde, kundennummer, kundennr, kunden nr, kunden id, kdnr, debitor,
      debitorennummer, cliente, codigo cliente, id cliente, codice cliente, klantnummer, buyer, buyer id,
      sold to, bill to customer, acheteur, user id, member id, compte client, identifiant client,
      kundenkennung, numero de client`),
    example: '17850',
  },
  {
    key: 'customerName',
    type: 'text',
    label: 'Customer name',
    help: 'Name of the person or company.',
    synonyms: wordList(`
      customer name, name, client name, nom client, nom du client, raison sociale, kundenname, kunde name,
      name des kunden, nombre cliente, nome cliente, company, company name, full name, buyer name,
      societe, firma, billing name, account name`),
    example: 'Maison Leroux',
  },
  {
    key: 'segment',
    type: 'text',
    label: 'Segment',
    help: 'Customer class, such as standard, gold, business.',
    synonyms: wordList(`
      segment, customer segment, tier, customer class, customer group, loyalty, loyalty tier, classe
      client, segment client, kundensegment, kundengruppe, kundenklasse, segmento, customer type`),
    example: 'gold',
  },
  {
    key: 'email',
    type: 'text',
    label: 'E-mail',
    help: 'E-mail address.',
    synonyms: wordList(`
      email, e mail, mail, email address, courriel, adresse mail, adresse email, correo, correo
      electronico, posta elettronica, customer email`),
    example: 'contact@leroux.example',
  },
  {
    key: 'phone',
    type: 'text',
    label: 'Phone',
    help: 'Telephone number.',
    synonyms: wordList(`
      phone, telephone, tel, phone number, mobile, telefon, telefono, telefonnummer, numero de telephone,
      portable, gsm`),
    example: '+33 2 40 00 00 00',
  },
  {
    key: 'creditLimit',
    type: 'amount',
    label: 'Credit limit',
    help: 'What the customer may have open at once; no limit when left out.',
    synonyms: wordList(`
      credit limit, credit line, credit amount, encours autorise, limite de credit, plafond de credit,
      plafond encours, kreditlimit, kreditrahmen, kreditlinie, limite de credito, limite credito, fido`),
    example: '5000.00',
    notNegative: true,
  },
  {
    key: 'creditStop',
    type: 'boolean',
    label: 'Credit stop',
    help: 'Yes delivers nothing more on account.',
    synonyms: wordList(`
      credit stop, credit hold, credit block, blocked, customer blocked, client bloque, compte bloque,
      liefersperre, kreditsperre, gesperrt, bloqueado, cliente bloccato`),
    example: 'no',
  },
  {
    key: 'overdue',
    type: 'amount',
    label: 'Overdue',
    help: 'What is due and not paid.',
    synonyms: wordList(`
      overdue, overdue amount, past due, amount overdue, echu, montant echu, impayes, uberfallig,
      ueberfaellig, uberfalliger betrag, vencido, importe vencido, scaduto`),
    example: '0.00',
    notNegative: true,
  },
  {
    key: 'orderNumber',
    type: 'code',
    label: 'Order number',
    help: 'Number of the order or invoice.',
    synonyms: wordList(`
      order number, order, order no, order id, order nr, ordernumber, sales order, so number, so, invoice,
      invoice no, invoice number, invoice id, invoiceno, document number, document no, doc no, transaction
      id, receipt, receipt no, ticket, commande, numero de commande, numero commande, no commande, n
      commande, num commande, n de commande, ref commande, reference commande, facture, numero de facture,
      numero facture, no facture, n facture, num facture, bon de commande, auftrag, auftragsnummer,
      auftragsnr, auftrags nr, bestellnummer, bestellnr, bestell nr, bestellung, belegnummer, belegnr,
      beleg, rechnung, rechnungsnummer, rechnungsnr, rechnungs nr, pedido, numero de pedido, numero
      pedido, n pedido, factura, numero de factura, numero factura, n factura, ordine, numero ordine, n
      ordine, fattura, numero fattura, n fattura, ordernummer, factuurnummer, web order, order ref, order
      reference, customer order, vorgangsnummer, po so number, basket id, piece, no piece, numero piece,
      numero de piece`),
    example: '536365',
  },
  {
    key: 'channel',
    type: 'choice',
    label: 'Channel',
    help: 'web, mobile, callCenter, pos, marketplace or edi.',
    synonyms: wordList(`
      channel, sales channel, order channel, order source, source, canal, canal de vente, kanal,
      vertriebskanal, verkaufskanal, canal de venta, canale, canale di vendita, source name`),
    choices: {
      web: wordList(`
      web, online, internet, site, site web, webshop, ecommerce, e commerce, shop, www, website, eshop`),
      mobile: wordList(`
      mobile, app, mobile app, application, ios, android, smartphone`),
      callCenter: wordList(`
      callcenter, call center, call centre, phone, telephone, telesales, telefon, centre d appels,
      telefono`),
      pos: wordList(`
      pos, store, in store, magasin, boutique, filiale, tienda, negozio, retail, point of sale, caisse,
      kasse`),
      marketplace: wordList(`
      marketplace, market place, amazon, ebay, zalando, cdiscount, otto, fnac, place de marche, marktplatz`),
      edi: wordList('edi, b2b, wholesale, edifact, gros'),
    },
    example: 'web',
  },
  {
    key: 'priority',
    type: 'quantity',
    label: 'Priority',
    help: '1 (most urgent) to 9.',
    synonyms: wordList(`
      priority, prio, rank, priorite, prioritat, prioridad, priorita, urgency`),
    example: '5',
    notNegative: true,
  },
  {
    key: 'orderStatus',
    type: 'choice',
    label: 'Order status',
    help: 'Where the order stands; open when left out.',
    synonyms: wordList(`
      order status, status, state, statut, statut commande, etat, etat commande, auftragsstatus,
      bestellstatus, estado, estado pedido, stato, stato ordine, fulfillment status, delivery status`),
    choices: {
      received: wordList(`
      received, new, nouveau, nouvelle, recue, neu, eingegangen, nuevo, nuovo, created, imported`),
      open: wordList(`
      open, confirmed, processing, pending, unfulfilled, paid, ouverte, ouvert, confirmee, en cours, a
      traiter, offen, bestatigt, in bearbeitung, abierto, pendiente, confirmado, aperto, in lavorazione,
      accepted, booked, backorder`),
      released: wordList('released, lancee, freigegeben, liberado, rilasciato, to pick'),
      picking: wordList(`
      picking, in picking, en preparation, kommissionierung, en preparacion, being picked`),
      packed: wordList(`
      packed, emballee, verpackt, empaquetado, imballato, ready to ship, prete`),
      partiallyShipped: wordList(`
      partially shipped, partially fulfilled, partial, partiellement expediee, teilweise geliefert,
      teillieferung, parcial`),
      shipped: wordList(`
      shipped, fulfilled, dispatched, sent, in transit, expediee, expedie, envoyee, versendet, versandt,
      geliefert unterwegs, enviado, spedito`),
      delivered: wordList(`
      delivered, complete, completed, closed, done, livree, livre, terminee, zugestellt, geliefert,
      abgeschlossen, entregado, completado, consegnato, completato`),
      returned: wordList(`
      returned, retournee, retour, zuruckgeschickt, retourniert, devuelto, reso`),
      cancelled: wordList(`
      cancelled, canceled, void, voided, annulee, annule, storniert, storno, cancelado, anulado, annullato`),
    },
    example: 'open',
  },
  {
    key: 'holdReason',
    type: 'text',
    label: 'Hold reason',
    help: 'Why the order must wait; empty when it need not.',
    synonyms: wordList(`
      hold reason, hold, on hold, block, blocking reason, motif de blocage, blocage, sperrgrund, sperre,
      motivo bloqueo, motivo blocco`),
    example: '',
  },
  {
    key: 'orderedAt',
    type: 'date',
    label: 'Ordered',
    help: 'Date, with or without time, of the order or invoice.',
    synonyms: wordList(`
      ordered, ordered at, order date, order time, order datetime, date, date time, datetime, timestamp,
      created, created at, created on, creation date, invoice date, invoicedate, purchase date,
      transaction date, document date, doc date, sale date, date commande, date de commande, date de la
      commande, date facture, date de facture, date de la facture, date facturation, date de facturation,
      date de vente, date de creation, date achat, date d achat, commande le, datum, bestelldatum,
      auftragsdatum, rechnungsdatum, belegdatum, kaufdatum, erstellt am, bestellt am, fecha, fecha pedido,
      fecha de pedido, fecha factura, fecha de factura, fecha compra, data, data ordine, data fattura,
      orderdatum, factuurdatum, posting date, buchungsdatum, paid at, fecha hora, horodatage, date heure`),
    example: '2026-11-23 08:26',
  },
  {
    key: 'orderedTime',
    type: 'text',
    label: 'Time of the order',
    help: 'Time of day, when it has a column of its own.',
    synonyms: wordList(`
      time, order time of day, invoice time, heure, heure commande, heure de commande, heure facture,
      uhrzeit, zeit, bestellzeit, hora, ora, time of day`),
    example: '08:26',
  },
  {
    key: 'promisedAt',
    type: 'deadline',
    label: 'Promised',
    help: 'Until when the customer was told to have it.',
    synonyms: wordList(`
      promised, promised at, promise date, promised date, requested delivery date, delivery date, due
      date, deliver by, ship by, date promise, date de livraison, date livraison, date de livraison
      promise, date livraison souhaitee, liefertermin, lieferdatum, wunschtermin, zugesagt, fecha de
      entrega, fecha entrega, data di consegna, data consegna, scheduled delivery date, expected delivery
      date, promise`),
    example: '2026-11-26',
  },
  {
    key: 'shipToName',
    type: 'text',
    label: 'Ship to',
    help: 'Name on the parcel.',
    synonyms: wordList(`
      ship to name, ship to, recipient, shipping name, delivery name, consignee, destinataire, nom
      destinataire, nom de livraison, empfanger, lieferempfanger, destinatario`),
    example: 'Claire Leroux',
  },
  {
    key: 'orderTotal',
    type: 'amount',
    label: 'Order total',
    help: 'Amount of the whole order; the sum of its lines when left out.',
    synonyms: wordList(`
      order total, total, grand total, total order, order amount, order value, total commande, montant
      commande, montant total, total ttc, gesamtbetrag, gesamtsumme, auftragswert, total pedido, importe
      total, totale ordine, invoice total, bestellwert`),
    example: '45.90',
  },
  {
    key: 'paymentState',
    type: 'choice',
    label: 'Payment',
    help: 'none, pending, authorized, paid, refunded or failed.',
    synonyms: wordList(`
      payment, payment state, payment status, financial status, paid, paiement, etat paiement, statut
      paiement, zahlung, zahlungsstatus, pago, estado de pago, pagamento, stato pagamento`),
    choices: {
      none: wordList('none, aucun, keine, ninguno, nessuno, na'),
      pending: wordList(`
      pending, unpaid, open, awaiting, en attente, impaye, offen, unbezahlt, ausstehend, pendiente, in
      attesa, no, non, nein`),
      authorized: wordList(`
      authorized, authorised, autorise, autorisiert, autorizado, autorizzato`),
      paid: wordList(`
      paid, captured, settled, paye, payee, regle, bezahlt, pagado, pagato, yes, oui, ja`),
      refunded: wordList(`
      refunded, partially refunded, rembourse, erstattet, reembolsado, rimborsato`),
      failed: wordList(`
      failed, declined, refused, voided, echoue, refuse, fehlgeschlagen, abgelehnt, fallido, rechazado,
      fallito`),
    },
    example: 'paid',
  },
  {
    key: 'shipComplete',
    type: 'boolean',
    label: 'Ship complete',
    help: 'Yes: everything in one go or nothing.',
    synonyms: wordList(`
      ship complete, complete delivery, no split, livraison complete, komplettlieferung, envio completo,
      consegna completa, single shipment`),
    example: 'no',
  },
  {
    key: 'collectFacility',
    type: 'code',
    label: 'Collect at',
    help: 'Code of the store where the customer collects; empty for a delivery.',
    synonyms: wordList(`
      collect at, collect facility, collect store, pickup store, pick up store, pickup location, click
      and collect store, magasin de retrait, point de retrait, retrait magasin, abholfiliale, abholort,
      tienda de recogida, negozio di ritiro`),
    example: 'ST-LYO-01',
  },
  {
    key: 'holdReference',
    type: 'code',
    label: 'Hold reference',
    help: 'Reference of the promise that was held for the order.',
    synonyms: wordList(`
      hold reference, promise reference, promise id, hold id, reservation reference, reference de promesse,
      reference de mise de cote, zusagereferenz, referencia de promesa, riferimento promessa`),
    example: 'H-5C0F3A9B21D4E677',
  },
  {
    key: 'lineNumber',
    type: 'quantity',
    label: 'Line number',
    help: 'Number of the line in its order; given in file order when left out.',
    synonyms: wordList(`
      line number, line, line no, line id, order line, order line number, position, pos, item line, ligne,
      numero de ligne, numero ligne, no ligne, n ligne, positionsnummer, pos nr, posnr, zeile,
      zeilennummer, linea, numero linea, riga, numero riga, order item id, seq, sequence`),
    example: '1',
    notNegative: true,
  },
  {
    key: 'quantity',
    type: 'quantity',
    label: 'Quantity',
    help: 'Units; below zero for goods coming back.',
    synonyms: wordList(`
      quantity, qty, quantity ordered, ordered quantity, qty ordered, order qty, order quantity, units,
      pieces, pcs, quantite, qte, quantite commandee, qte commandee, qte cde, nb, nombre, menge, anzahl,
      bestellmenge, stuck, stk, stuckzahl, cantidad, cant, unidades, uds, quantita, qta, pezzi, aantal,
      lineitem quantity, units sold, item quantity, line item quantity, expected quantity, expected qty,
      quantite attendue, count`),
    example: '6',
  },
  {
    key: 'unitPrice',
    type: 'amount',
    label: 'Unit price',
    help: 'Price of one unit on the line.',
    synonyms: wordList(`
      unit price, unitprice, price, price per unit, price each, item price, sale price, unit selling
      price, prix unitaire, prix, pu, pu ht, pu ttc, p u, prix unit, prix unitaire ht, prix unitaire ttc,
      prix de vente unitaire, einzelpreis, stuckpreis, preis, preis pro stuck, preis je einheit, preis
      stk, vk preis, precio, precio unitario, precio unidad, prezzo, prezzo unitario, lineitem price, net
      price, prijs, eenheidsprijs, selling price`),
    example: '2.55',
  },
  {
    key: 'lineTotal',
    type: 'amount',
    label: 'Line total',
    help: 'Amount of the line; gives the unit price when that has no column.',
    synonyms: wordList(`
      line total, line amount, amount, total price, line value, extended price, sales, revenue, subtotal,
      montant, montant ligne, total ligne, montant ht, montant ttc, total ht, betrag, zeilenbetrag,
      positionsbetrag, gesamtpreis, summe, umsatz, importe, total linea, importo, totale riga, line item
      value, net amount, turnover, chiffre d affaires`),
    example: '15.30',
  },
  {
    key: 'lineType',
    type: 'choice',
    label: 'Sale or return',
    help: 'sale or return, when the file says so in a column.',
    synonyms: wordList(`
      line type, type, transaction type, document type, doc type, order type, movement, sale or return,
      type de ligne, type de document, type de piece, nature, sens, belegart, vorgangsart, art,
      auftragsart, tipo, tipo documento, tipo de documento, tipo movimiento, is return, return, retour,
      record type`),
    choices: {
      sale: wordList(`
      sale, sales, order, invoice, vente, facture, commande, verkauf, rechnung, auftrag, venta, factura,
      vendita, fattura, standard, normal, no, non, nein, 0, false, f, in, s`),
      return: wordList(`
      return, returns, refund, credit, credit note, credit memo, cancellation, retour, avoir,
      remboursement, annulation, gutschrift, ruckgabe, retoure, storno, devolucion, abono, nota de
      credito, reso, nota di credito, rma, yes, oui, ja, 1, true, r, cn, a`),
    },
    example: 'sale',
  },
];
