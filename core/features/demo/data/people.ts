/** Names and streets by language; `%` in a street is the house number. */
export interface Naming {
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly streets: readonly string[];
  readonly companies: readonly string[];
  /** Districts that tell stores of one city apart. */
  readonly districts: readonly string[];
}

const words = (text: string): string[] => text.split(',').map((word) => word.trim());

const FR: Naming = {
  firstNames: words(
    'Camille,Julien,Léa,Thomas,Manon,Nicolas,Chloé,Antoine,Élodie,Mathieu,Sarah,Guillaume,Inès,Hugo,Amélie,Romain,Aïcha,Karim,Pauline,Sébastien,Margaux,Olivier,Nadia,Étienne,Yasmine,François,Céline,Bruno,Fatima,Gaëlle',
  ),
  lastNames: words(
    'Martin,Bernard,Thomas,Petit,Robert,Richard,Durand,Dubois,Moreau,Laurent,Simon,Michel,Lefèvre,Leroy,Roux,David,Bertrand,Morel,Fournier,Girard,Bonnet,Dupont,Lambert,Fontaine,Rousseau,Vincent,Muller,Faure,Mercier,Blanc,Guérin,Boyer,Garnier,Chevalier,Benali,Nguyen,Perrin,Masson,Marchand,Da Silva',
  ),
  streets: words(
    '% rue des Lilas,% rue Victor-Hugo,% avenue Jean-Jaurès,% rue de la République,% boulevard Voltaire,% rue du Moulin,% place du Marché,% rue Pasteur,% allée des Tilleuls,% chemin des Vignes,% rue de l’Église,% quai de la Marne,% rue Gambetta,% impasse du Puits,% rue des Écoles,% avenue de la Gare',
  ),
  companies: words(
    'Hôtel du Parc,Atelier Rivière,Agence Lumen,Maison d’hôtes Belair,Cabinet Thévenet,Résidence Les Pins,Studio Papillon,Café des Arts,Clinique Saint-Roch,Gîtes de France Lafont',
  ),
  districts: words('Centre,République,Gare,Les Halles,Saint-Michel,Grand Place,Rive Gauche,Porte Nord'),
};
const DE: Naming = {
  firstNames: words(
    'Anna,Lukas,Lena,Jonas,Marie,Felix,Sophie,Maximilian,Laura,Paul,Julia,Leon,Katharina,Tim,Hannah,Jan,Svenja,Moritz,Emine,Mehmet,Nele,Florian,Antje,Stefan,Birgit,Jürgen,Franziska,Tobias',
  ),
  lastNames: words(
    'Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,Schulz,Hoffmann,Schäfer,Koch,Bauer,Richter,Klein,Wolf,Schröder,Neumann,Schwarz,Zimmermann,Braun,Krüger,Hofmann,Hartmann,Lange,Werner,Krause,Lehmann,Yılmaz,Kaiser,Vogel,Jung',
  ),
  streets: words(
    'Lindenstraße %,Bahnhofstraße %,Goethestraße %,Schillerstraße %,Gartenweg %,Am Markt %,Kirchgasse %,Bergstraße %,Rosenweg %,Mozartstraße %,Hauptstraße %,Mühlenweg %,Kastanienallee %,Ringstraße %',
  ),
  companies: words(
    'Hotel am See,Praxis Dr. Hoffmann,Studio Nord GmbH,Café Kranz,Ferienhof Lindner,Kanzlei Weber & Partner,Agentur Blau,Gasthaus Zur Post',
  ),
  districts: words('Zentrum,Altstadt,Hauptbahnhof,Nord,Marktplatz,West,Rathaus,Süd'),
};
const IT: Naming = {
  firstNames: words(
    'Giulia,Marco,Francesca,Luca,Chiara,Matteo,Sara,Andrea,Elena,Alessandro,Martina,Davide,Valentina,Simone,Silvia,Stefano,Paola,Giovanni,Alice,Lorenzo',
  ),
  lastNames: words(
    'Rossi,Russo,Ferrari,Esposito,Bianchi,Romano,Colombo,Ricci,Marino,Greco,Bruno,Gallo,Conti,De Luca,Costa,Giordano,Mancini,Rizzo,Lombardi,Moretti,Barbieri,Fontana,Caruso,Mariani',
  ),
  streets: words(
    'Via Garibaldi %,Via Roma %,Corso Italia %,Via Dante %,Via Verdi %,Piazza San Marco %,Via Mazzini %,Viale dei Tigli %,Via Leopardi %,Via della Libertà %',
  ),
  companies: words(
    'Albergo Bellavista,Studio Conti,Trattoria da Nino,B&B La Corte,Agriturismo Colle Verde,Clinica Santa Lucia',
  ),
  districts: words('Centro,Stazione,Navigli,Porta Nuova,Duomo,Nord,Porto'),
};
const ES: Naming = {
  firstNames: words(
    'Lucía,Pablo,María,Alejandro,Carmen,Javier,Laura,Sergio,Marta,Diego,Paula,Carlos,Ana,Miguel,Nuria,Álvaro,Elena,Iván,Cristina,Raúl',
  ),
  lastNames: words(
    'García,Fernández,González,Rodríguez,López,Martínez,Sánchez,Pérez,Gómez,Ruiz,Hernández,Jiménez,Díaz,Moreno,Muñoz,Álvarez,Romero,Alonso,Navarro,Torres,Domínguez,Vázquez,Ramos,Serrano',
  ),
  streets: words(
    'Calle Mayor %,Calle del Sol %,Avenida de la Constitución %,Calle San Juan %,Paseo de la Alameda %,Calle Real %,Plaza de España %,Calle Cervantes %,Calle del Carmen %,Ronda Norte %',
  ),
  companies: words(
    'Hotel Miramar,Estudio Navarro,Casa Rural El Olivo,Clínica del Prado,Cafetería La Plaza,Gestoría Romero',
  ),
  districts: words('Centro,Estación,Plaza Mayor,Ensanche,Norte,Puerto,Alameda'),
};
const NL: Naming = {
  firstNames: words(
    'Emma,Daan,Sanne,Bram,Julia,Sem,Lotte,Thijs,Anouk,Jeroen,Fleur,Ruben,Eva,Lars,Marieke,Joost,Femke,Wouter',
  ),
  lastNames: words(
    'de Jong,Jansen,de Vries,van den Berg,Bakker,van Dijk,Visser,Smit,Meijer,de Boer,Mulder,de Groot,Bos,Vos,Peters,Hendriks,Dekker,Brouwer,Peeters,Janssens',
  ),
  streets: words(
    'Kerkstraat %,Dorpsstraat %,Molenweg %,Beukenlaan %,Stationsplein %,Prinsengracht %,Schoolstraat %,Havenkade %,Wilhelminastraat %,Lindelaan %',
  ),
  companies: words('Hotel De Gouden Leeuw,Studio Zuid,Praktijk Bakker,Café Het Anker,Bureau Vermeer'),
  districts: words('Centrum,Station,Markt,Noord,Zuid,Haven'),
};
const PT: Naming = {
  firstNames: words('Maria,João,Ana,Pedro,Inês,Tiago,Beatriz,Rui,Catarina,Diogo,Sofia,Miguel,Joana,Nuno'),
  lastNames: words(
    'Silva,Santos,Ferreira,Pereira,Oliveira,Costa,Rodrigues,Martins,Sousa,Fernandes,Gonçalves,Gomes,Lopes,Marques,Almeida,Ribeiro',
  ),
  streets: words(
    'Rua das Flores %,Avenida da Liberdade %,Rua do Comércio %,Rua Augusta %,Travessa do Carmo %,Largo da Sé %,Rua de São João %',
  ),
  companies: words('Hotel Atlântico,Quinta do Vale,Clínica Boavista,Estúdio Lisboa'),
  districts: words('Baixa,Centro,Estação,Boavista,Norte'),
};
const PL: Naming = {
  firstNames: words('Anna,Piotr,Katarzyna,Tomasz,Agnieszka,Michał,Ewa,Paweł,Magdalena,Jakub,Zofia,Marek'),
  lastNames: words(
    'Nowak,Kowalski,Wiśniewski,Wójcik,Kamiński,Lewandowski,Zieliński,Szymański,Woźniak,Dąbrowski,Mazur,Krawczyk',
  ),
  streets: words(
    'ul. Lipowa %,ul. Polna %,ul. Mickiewicza %,ul. Długa %,al. Niepodległości %,ul. Ogrodowa %',
  ),
  companies: words('Hotel Wisła,Studio Lipa,Pensjonat Pod Dębem,Gabinet Nowak'),
  districts: words('Centrum,Stare Miasto,Dworzec,Północ'),
};
const CZ: Naming = {
  firstNames: words('Jana,Petr,Tereza,Jakub,Lucie,Tomáš,Kateřina,Martin,Eva,Ondřej'),
  lastNames: words('Novák,Svoboda,Novotný,Dvořák,Černý,Procházka,Kučera,Veselý,Horák,Němec'),
  streets: words('Lipová %,Husova %,Nádražní %,Masarykova %,Zahradní %,Na Příkopě %'),
  companies: words('Hotel Vltava,Studio Most,Penzion U Lípy'),
  districts: words('Centrum,Nádraží,Staré Město'),
};
const NORDIC: Naming = {
  firstNames: words('Freja,Emil,Astrid,Magnus,Ingrid,Oskar,Sofie,Lars,Maja,Anders,Elin,Nils,Karin,Søren'),
  lastNames: words(
    'Jensen,Nielsen,Hansen,Andersson,Johansson,Karlsson,Pedersen,Larsson,Lindberg,Eriksson,Sørensen,Berg',
  ),
  streets: words('Skovvej %,Storgatan %,Havnegade %,Kyrkogatan %,Birkevej %,Drottninggatan %,Strandvägen %'),
  companies: words('Hotell Skagen,Studio Fjord,Kaffehuset,Klinik Nord'),
  districts: words('Centrum,Station,Havn,Nord'),
};
const EN: Naming = {
  firstNames: words(
    'Olivia,Jack,Amelia,Harry,Grace,Oliver,Niamh,Conor,Sophie,James,Charlotte,William,Aoife,Priya,Hannah,Daniel,Zara,Liam',
  ),
  lastNames: words(
    'Smith,Jones,Taylor,Brown,Williams,Wilson,Evans,Walker,Roberts,Murphy,Kelly,O’Brien,Hughes,Clarke,Patel,Khan,Byrne,Ryan,Edwards,Wood',
  ),
  streets: words(
    '% Church Lane,% High Street,% Station Road,% Victoria Terrace,% Mill Lane,% Queen’s Road,% Park Avenue,% Orchard Close',
  ),
  companies: words(
    'The Anchor Inn,Willow Studio Ltd,Parkside Dental,Harbour House Hotel,Finch & Daughters Ltd',
  ),
  districts: words('City Centre,High Street,Station,Quayside,Market'),
};

const BY_COUNTRY: Readonly<Record<string, Naming>> = {
  FR,
  LU: FR,
  DE,
  AT: DE,
  IT,
  ES,
  NL,
  PT,
  PL,
  CZ,
  DK: NORDIC,
  SE: NORDIC,
  GB: EN,
  IE: EN,
};
const DUTCH_SPEAKING = new Set(['Antwerpen', 'Gent', 'Brugge', 'Hasselt']);
const FRENCH_SPEAKING = new Set(['Genève', 'Lausanne', 'Fribourg', 'Neuchâtel', 'Sion']);

/** The names that people and streets of a city have. */
export function namingOf(city: { name: string; country: string }): Naming {
  if (city.country === 'BE') return DUTCH_SPEAKING.has(city.name) ? NL : FR;
  if (city.country === 'CH') {
    if (city.name === 'Lugano') return IT;
    return FRENCH_SPEAKING.has(city.name) ? FR : DE;
  }
  return BY_COUNTRY[city.country] ?? EN;
}
