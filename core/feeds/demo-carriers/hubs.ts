import type { Point } from '../../kernel/geo.ts';

/** A town with a parcel hub. */
export interface Hub extends Point {
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** Towns where carriers really sort parcels, or might. City, country, latitude, longitude. */
const TABLE = `
Paris FR 48.86 2.35|Lyon FR 45.76 4.84|Lille FR 50.63 3.06|Orléans FR 47.90 1.91|Toulouse FR 43.60 1.44|Bordeaux FR 44.84 -0.58
Nantes FR 47.22 -1.55|Rennes FR 48.11 -1.68|Strasbourg FR 48.57 7.75|Dijon FR 47.32 5.04|Marseille FR 43.30 5.37|Montpellier FR 43.61 3.88
Clermont-Ferrand FR 45.78 3.08|Metz FR 49.12 6.18|Reims FR 49.26 4.03|Le Mans FR 48.00 0.20|Limoges FR 45.83 1.26|Nice FR 43.70 7.27
Leipzig DE 51.34 12.37|Köln DE 50.94 6.96|Frankfurt DE 50.11 8.68|Hamburg DE 53.55 9.99|Berlin DE 52.52 13.40|München DE 48.14 11.58
Stuttgart DE 48.78 9.18|Nürnberg DE 49.45 11.08|Hannover DE 52.37 9.73|Dortmund DE 51.51 7.47|Kassel DE 51.31 9.49|Bremen DE 53.08 8.80
Saarbrücken DE 49.23 7.00|Erfurt DE 50.98 11.03|Liège BE 50.63 5.57|Bruxelles BE 50.85 4.35|Gent BE 51.05 3.72|Eindhoven NL 51.44 5.48
Amsterdam NL 52.37 4.90|Utrecht NL 52.09 5.12|Zwolle NL 52.52 6.08|Luxembourg LU 49.61 6.13|Basel CH 47.56 7.59|Zürich CH 47.38 8.54
Genève CH 46.20 6.15|Bern CH 46.95 7.45|Wien AT 48.21 16.37|Linz AT 48.31 14.29|Salzburg AT 47.81 13.05|Graz AT 47.07 15.44
Innsbruck AT 47.27 11.39|Milano IT 45.46 9.19|Torino IT 45.07 7.69|Bologna IT 44.49 11.34|Verona IT 45.44 10.99|Firenze IT 43.77 11.26
Roma IT 41.90 12.50|Napoli IT 40.85 14.27|Bari IT 41.12 16.87|Genova IT 44.41 8.93|Palermo IT 38.12 13.36|Madrid ES 40.42 -3.70
Zaragoza ES 41.65 -0.89|Barcelona ES 41.39 2.17|Valencia ES 39.47 -0.38|Vitoria ES 42.85 -2.67|Sevilla ES 37.39 -5.99|Valladolid ES 41.65 -4.72
Bilbao ES 43.26 -2.93|Murcia ES 37.99 -1.13|Córdoba ES 37.89 -4.78|Lisboa PT 38.72 -9.14|Porto PT 41.16 -8.63|Coimbra PT 40.21 -8.43
London GB 51.51 -0.13|East Midlands GB 52.83 -1.33|Birmingham GB 52.48 -1.90|Manchester GB 53.48 -2.24|Leeds GB 53.80 -1.55|Glasgow GB 55.86 -4.25
Bristol GB 51.45 -2.59|Dublin IE 53.35 -6.26|Cork IE 51.90 -8.47|Athlone IE 53.42 -7.94|København DK 55.68 12.57|Taulov DK 55.55 9.61
Aarhus DK 56.16 10.20|Malmö SE 55.60 13.00|Jönköping SE 57.78 14.16|Göteborg SE 57.71 11.97|Stockholm SE 59.33 18.07|Örebro SE 59.27 15.21
Oslo NO 59.91 10.75|Bergen NO 60.39 5.32|Helsinki FI 60.17 24.94|Tampere FI 61.50 23.76|Warszawa PL 52.23 21.01|Poznań PL 52.41 16.93
Łódź PL 51.76 19.46|Wrocław PL 51.11 17.03|Kraków PL 50.06 19.94|Gdańsk PL 54.35 18.65|Praha CZ 50.08 14.44|Brno CZ 49.20 16.61
Bratislava SK 48.15 17.11|Budapest HU 47.50 19.04|Ljubljana SI 46.06 14.51|Zagreb HR 45.81 15.98|Beograd RS 44.79 20.45|București RO 44.43 26.10
Cluj-Napoca RO 46.77 23.60|Sofia BG 42.70 23.32|Athina GR 37.98 23.73|Thessaloniki GR 40.64 22.94|İstanbul TR 41.01 28.98|Vilnius LT 54.69 25.28
Riga LV 56.95 24.11|Tallinn EE 59.44 24.75|Casablanca MA 33.57 -7.59|Memphis US 35.15 -90.05|Louisville US 38.25 -85.76|Indianapolis US 39.77 -86.16
Chicago US 41.88 -87.63|Newark US 40.74 -74.17|Atlanta US 33.75 -84.39|Dallas US 32.78 -96.80|Denver US 39.74 -104.99|Los Angeles US 34.05 -118.24
Oakland US 37.80 -122.27|Seattle US 47.61 -122.33|Phoenix US 33.45 -112.07|Kansas City US 39.10 -94.58|Columbus US 39.96 -83.00|Miami US 25.76 -80.19
Minneapolis US 44.98 -93.27|Salt Lake City US 40.76 -111.89|Charlotte US 35.23 -80.84|Toronto CA 43.65 -79.38|Montréal CA 45.50 -73.57|Winnipeg CA 49.90 -97.14
Calgary CA 51.05 -114.07|Vancouver CA 49.28 -123.12|México MX 19.43 -99.13|São Paulo BR -23.55 -46.63|Dubai AE 25.20 55.27|Delhi IN 28.61 77.21
Singapore SG 1.35 103.82|Hong Kong HK 22.32 114.17|Shenzhen CN 22.54 114.06|Shanghai CN 31.23 121.47|Tokyo JP 35.68 139.69|Sydney AU -33.87 151.21
`;

export const HUBS: readonly Hub[] = TABLE.trim()
  .split(/[|\n]/)
  .map((entry) => {
    const [, city = '', country = '', latitude, longitude] =
      /^(.+) ([A-Z]{2}) (\S+) (\S+)$/.exec(entry.trim()) ?? [];
    return { city, country, latitude: Number(latitude), longitude: Number(longitude) };
  });

const CUSTOMS_UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK'.split(' '),
);

/** True when goods from one country to the other pass customs. */
export function crossesCustoms(from: string | null, to: string | null): boolean {
  if (!from || !to || from === to) return false;
  return !(CUSTOMS_UNION.has(from) && CUSTOMS_UNION.has(to));
}
