/**
 * European cities by ISO country, the largest first. Name, postal pattern (`#` a digit, `@` a capital, `/` between alternatives), region, latitude,
 * longitude, inhabitants of the agglomeration in thousands. Positions and inhabitants: Natural Earth (public domain).
 */
export const CITY_TABLE: Readonly<Record<string, string>> = {
  FR: `
Paris|7500#/7501#|Île-de-France|48.8686|2.3314|9904
Lyon|6900#|Auvergne-Rhône-Alpes|45.7720|4.8281|1423
Marseille|1300#/1301#|Provence-Alpes-Côte d'Azur|43.2919|5.3731|1400
Lille|59###|Hauts-de-France|50.6519|3.0781|1044
Nice|06###|Provence-Alpes-Côte d'Azur|43.7170|7.2631|927
Toulouse|31###|Occitanie|43.6219|1.4480|847
Bordeaux|33###|Nouvelle-Aquitaine|44.8520|-0.5970|803
Rouen|76###|Normandie|49.4304|1.0800|532
Strasbourg|67###|Grand Est|48.5800|7.7500|439
Nantes|44###|Pays de la Loire|47.2104|-1.5900|438
Metz|57###|Grand Est|49.1203|6.1800|409
Grenoble|38###|Auvergne-Rhône-Alpes|45.1804|5.7200|388
Toulon|83###|Provence-Alpes-Côte d'Azur|43.1342|5.9188|357
Montpellier|34###|Occitanie|43.6104|3.8700|327
Nancy|54###|Grand Est|48.6837|6.2000|268
Saint-Étienne|42###|Auvergne-Rhône-Alpes|45.4304|4.3800|265
Le Havre|766##|Normandie|49.5050|0.1050|242
Tours|37###|Centre-Val de Loire|47.3804|0.6999|236
Clermont-Ferrand|63###|Auvergne-Rhône-Alpes|45.7800|3.0800|233
Orléans|45###|Centre-Val de Loire|47.9004|1.9000|217
Mulhouse|682##|Grand Est|47.7504|7.3500|215
Rennes|35###|Bretagne|48.1000|-1.6700|209
Reims|511##|Grand Est|49.2504|4.0300|196
Caen|14###|Normandie|49.1838|-0.3500|190
Angers|49###|Pays de la Loire|47.4800|-0.5300|188
Nîmes|30###|Occitanie|43.8304|4.3500|169
Dijon|21###|Bourgogne-Franche-Comté|47.3304|5.0300|169
Limoges|87###|Nouvelle-Aquitaine|45.8300|1.2500|152
Aix-en-Provence|1309#|Provence-Alpes-Côte d'Azur|43.5200|5.4500|146
Perpignan|66###|Occitanie|42.7000|2.9000|146
Biarritz|642##|Nouvelle-Aquitaine|43.4733|-1.5616|145
Brest|292##|Bretagne|48.3904|-4.4950|144
Le Mans|72###|Pays de la Loire|48.0004|0.1000|144
Amiens|80###|Hauts-de-France|49.9004|2.3000|143
Besançon|25###|Bourgogne-Franche-Comté|47.2300|6.0300|128
Annecy|74###|Auvergne-Rhône-Alpes|45.9000|6.1167|105
Calais|621##|Hauts-de-France|50.9504|1.8333|92
Poitiers|86###|Nouvelle-Aquitaine|46.5833|0.3333|85
Versailles|780##|Île-de-France|48.8005|2.1333|85
Lorient|561##|Bretagne|47.7504|-3.3666|84
Béziers|345##|Occitanie|43.3505|3.2100|81
La Rochelle|17###|Nouvelle-Aquitaine|46.1667|-1.1500|76
Bourges|18###|Centre-Val de Loire|47.0837|2.4000|72
Arras|62###|Hauts-de-France|50.2833|2.7833|64
Troyes|10###|Grand Est|48.3404|4.0834|61
Agen|47###|Nouvelle-Aquitaine|44.2004|0.6333|58
Tarbes|65###|Occitanie|43.2333|0.0833|54
Ajaccio|20###|Corse|41.9271|8.7283|54
Auxerre|89###|Bourgogne-Franche-Comté|47.8004|3.5666|41`,
  DE: `
Berlin|10###|Berlin|52.5238|13.3996|3406
Stuttgart|70###|Baden-Württemberg|48.7800|9.2000|2944
Frankfurt am Main|60###|Hessen|50.1000|8.6750|2895
Mannheim|68###|Baden-Württemberg|49.5004|8.4700|2362
Hamburg|20###|Hamburg|53.5520|9.9981|1757
Essen|45###|Nordrhein-Westfalen|51.4500|7.0166|1742
Duisburg|47###|Nordrhein-Westfalen|51.4300|6.7500|1276
München|80###|Bayern|48.1319|11.5730|1275
Düsseldorf|40###|Nordrhein-Westfalen|51.2204|6.7800|1220
Köln|50###|Nordrhein-Westfalen|50.9319|6.9481|1004
Wuppertal|42###|Nordrhein-Westfalen|51.2500|7.1700|776
Saarbrücken|66###|Saarland|49.2504|6.9700|770
Nürnberg|90###|Bayern|49.4500|11.0800|737
Bremen|28###|Bremen|53.0800|8.8000|724
Hannover|30###|Niedersachsen|52.3670|9.7167|722
Bonn|53###|Nordrhein-Westfalen|50.7205|7.0800|680
Wiesbaden|65###|Hessen|50.0804|8.2500|617
Dresden|01###|Sachsen|51.0500|13.7500|617
Dortmund|44###|Nordrhein-Westfalen|51.5300|7.4500|588
Leipzig|04###|Sachsen|51.3354|12.4100|542
Heidelberg|69###|Baden-Württemberg|49.4200|8.7000|426
Karlsruhe|76###|Baden-Württemberg|49.0000|8.4000|377
Augsburg|86###|Bayern|48.3500|10.9000|358
Bielefeld|33###|Nordrhein-Westfalen|52.0300|8.5300|331
Koblenz|56###|Rheinland-Pfalz|50.3505|7.6000|312
Chemnitz|09###|Sachsen|50.8300|12.9200|302
Kassel|34###|Hessen|51.3000|9.5000|289
Münster|48###|Nordrhein-Westfalen|51.9704|7.6200|270
Kiel|24###|Schleswig-Holstein|54.3304|10.1300|269
Freiburg im Breisgau|79###|Baden-Württemberg|48.0004|7.8699|254
Braunschweig|38###|Niedersachsen|52.2500|10.5000|244
Lübeck|23###|Schleswig-Holstein|53.8704|10.6700|235
Osnabrück|49###|Niedersachsen|52.2804|8.0500|231
Magdeburg|39###|Sachsen-Anhalt|52.1304|11.6200|229
Potsdam|14###|Brandenburg|52.4004|13.0700|218
Erfurt|99###|Thüringen|50.9701|11.0300|203
Rostock|18###|Mecklenburg-Vorpommern|54.0704|12.1500|203
Mainz|55###|Rheinland-Pfalz|49.9825|8.2732|184
Ulm|89###|Baden-Württemberg|48.4004|10.0000|172
Würzburg|97###|Bayern|49.8004|9.9500|168
Oldenburg|26###|Niedersachsen|53.1300|8.2200|167
Regensburg|93###|Bayern|49.0204|12.1200|164
Ingolstadt|85###|Bayern|48.7704|11.4500|163
Göttingen|37###|Niedersachsen|51.5204|9.9200|139
Jena|07###|Thüringen|50.9304|11.5800|104
Flensburg|24###|Schleswig-Holstein|54.7837|9.4333|97
Passau|94###|Bayern|48.5755|13.4412|50`,
  IT: `
Roma|001##|Lazio|41.8979|12.4813|3339
Milano|201##|Lombardia|45.4719|9.2031|2945
Napoli|801##|Campania|40.8420|14.2431|2250
Torino|101##|Piemonte|45.0723|7.6680|1652
Firenze|501##|Toscana|43.7800|11.2500|1500
Palermo|901##|Sicily|38.1270|13.3481|863
Catania|951##|Sicily|37.5000|15.0800|674
Genova|161##|Liguria|44.4100|8.9300|647
Bari|701##|Apulia|41.1142|16.8728|500
Bologna|401##|Emilia-Romagna|44.5004|11.3400|488
Verona|371##|Veneto|45.4404|10.9900|347
Pescara|651##|Abruzzo|42.4554|14.2187|314
Cagliari|091##|Sardegna|39.2224|9.1040|291
Venezia|301##|Veneto|45.4387|12.3350|270
Trieste|341##|Friuli-Venezia Giulia|45.6504|13.8000|216
Pisa|561##|Toscana|43.7205|10.4000|203
Bergamo|241##|Lombardia|45.7004|9.6700|200
Treviso|31100|Veneto|45.6700|12.2400|177
Modena|411##|Emilia-Romagna|44.6500|10.9200|175
Parma|431##|Emilia-Romagna|44.8104|10.3200|166
Lecce|73100|Apulia|40.3604|18.1500|162
Livorno|571##|Toscana|43.5511|10.3023|156
Perugia|061##|Umbria|43.1104|12.3900|149
Ravenna|48###|Emilia-Romagna|44.4204|12.2200|134
Ferrara|441##|Emilia-Romagna|44.8504|11.6099|130
Sassari|07100|Sardegna|40.7300|8.5700|120
Udine|33100|Friuli-Venezia Giulia|46.0700|13.2400|119
Trento|381##|Trentino-Alto Adige|46.0804|11.1200|107
Novara|28100|Piemonte|45.4500|8.6200|100
Ancona|601##|Marche|43.6004|13.4999|100
Bolzano|39100|Trentino-Alto Adige|46.5004|11.3600|95
Siena|53100|Toscana|43.3170|11.3500|52
Como|22100|Lombardia|45.8100|9.0800|250`,
  ES: `
Madrid|280##|Comunidad de Madrid|40.4020|-3.6853|5567
Barcelona|080##|Cataluña|41.3852|2.1814|4920
Sevilla|410##|Andalucía|37.4050|-5.9800|1212
Bilbao|480##|País Vasco|43.2500|-2.9300|875
Valencia|460##|Comunidad Valenciana|39.4870|-0.4020|808
Zaragoza|500##|Aragón|41.6500|-0.8900|649
Málaga|290##|Andalucía|36.7204|-4.4200|550
Murcia|300##|Región de Murcia|37.9800|-1.1300|406
Granada|180##|Andalucía|37.1650|-3.5850|388
Vigo|362##|Galicia|42.2200|-8.7300|378
Palma de Mallorca|070##|Islas Baleares|39.5743|2.6542|375
A Coruña|150##|Galicia|43.3300|-8.4200|370
Donostia-San Sebastián|200##|País Vasco|43.3204|-1.9800|357
Gijón|332##|Principado de Asturias|43.5300|-5.6700|335
Valladolid|470##|Castilla y León|41.6500|-4.7500|322
Córdoba|140##|Andalucía|37.8800|-4.7700|321
Alicante|030##|Comunidad Valenciana|38.3512|-0.4836|315
Cádiz|110##|Andalucía|36.5350|-6.2250|283
Pamplona|310##|Comunidad Foral de Navarra|42.8200|-1.6500|274
Oviedo|330##|Principado de Asturias|43.3505|-5.8300|235
Vitoria-Gasteiz|010##|País Vasco|42.8500|-2.6700|224
Santander|390##|Cantabria|43.3805|-3.8000|208
Cartagena|302##|Región de Murcia|37.6004|-0.9800|201
Almería|040##|Andalucía|36.8303|-2.4300|179
Burgos|090##|Castilla y León|42.3504|-3.6800|170
Salamanca|370##|Castilla y León|40.9704|-5.6700|162
Albacete|020##|Castilla-La Mancha|39.0003|-1.8700|158
Logroño|260##|La Rioja|42.4704|-2.4300|143
León|240##|Castilla y León|42.5800|-5.5700|136
Tarragona|430##|Cataluña|41.1204|1.2500|126
Toledo|450##|Castilla-La Mancha|39.8670|-4.0167|74
Badajoz|060##|Extremadura|38.8804|-6.9700|140`,
  PT: `
Lisboa|1###-###|Lisboa|38.7247|-9.1468|2812
Porto|4###-###|Porto|41.1520|-8.6219|1337
Braga|47##-###|Braga|41.5550|-8.4213|826
Setúbal|29##-###|Lisboa|38.5300|-8.9000|117
Coimbra|30##-###|Coimbra|40.2004|-8.4167|106
Évora|70##-###|Évora|38.5600|-7.9060|55
Aveiro|38##-###|Aveiro|40.6410|-8.6510|54
Leiria|24##-###|Leiria|39.7390|-8.8050|45
Faro|80##-###|Faro|37.0171|-7.9333|41
Viseu|35##-###|Viseu|40.6570|-7.9100|26`,
  BE: `
Bruxelles|10##|Brussels|50.8353|4.3314|1743
Antwerpen|20##|Antwerp|51.2223|4.4131|920
Liège|40##|Liege|50.6300|5.5800|749
Gent|90##|East Flanders|51.0300|3.7000|444
Charleroi|60##|Charleroi|50.4204|4.4500|345
Brugge|80##|Brugge|51.2204|3.2300|146
Namur|50##|Namur|50.4704|4.8700|106
Mons|70##|Hainaut|50.4460|3.9390|91
Hasselt|35##|Limburg|50.9640|5.4840|69`,
  NL: `
Den Haag|25## @@|Zuid-Holland|52.0800|4.2700|1406
Amsterdam|10## @@|Noord-Holland|52.3519|4.9147|1031
Rotterdam|30## @@|Zuid-Holland|51.9219|4.4780|1005
Utrecht|35## @@|Utrecht|52.1003|5.1200|640
Eindhoven|56## @@|Noord-Brabant|51.4300|5.5000|398
Haarlem|20## @@|Noord-Holland|52.3804|4.6300|349
Groningen|97## @@|Groningen|53.2204|6.5800|216
Arnhem|68## @@|Gelderland|51.9880|5.9230|141
's-Hertogenbosch|52## @@|Noord-Brabant|51.6833|5.3167|134
Leeuwarden|89## @@|Friesland|53.2504|5.7834|125
Maastricht|62## @@|Limburg|50.8530|5.6770|122
Zwolle|80## @@|Overijssel|52.5240|6.0970|111`,
  LU: `
Luxembourg|1###|Luxembourg|49.6117|6.1300|107`,
  CH: `
Genève|120#|Genève|46.2100|6.1400|1240
Zürich|80##|Zürich|47.3819|8.5481|1108
Basel|40##|Basel-Stadt|47.5804|7.5900|830
Bern|30##|Bern|46.9167|7.4670|275
Lausanne|10##|Vaud|46.5304|6.6500|265
Luzern|60##|Lucerne|47.0504|8.2800|250
Lugano|69##|Ticino|46.0004|8.9667|105
St. Gallen|90##|Sankt Gallen|47.4230|9.3620|70
Fribourg|17##|Fribourg|46.8000|7.1500|32
Neuchâtel|20##|Neuchâtel|46.9990|6.9230|31
Sion|19##|Valais|46.2390|7.3540|28`,
  AT: `
Wien|1##0|Wien|48.2020|16.3647|2400
Linz|40##|Oberösterreich|48.3192|14.2888|349
Graz|80##|Steiermark|47.0778|15.4100|263
Salzburg|50##|Salzburg|47.8105|13.0400|206
Innsbruck|60##|Tirol|47.2804|11.4100|155
Klagenfurt|90##|Kärnten|46.6203|14.3100|90
Wiener Neustadt|27##|Niederösterreich|47.8160|16.2500|82
Bregenz|69##|Vorarlberg|47.5167|9.7667|26`,
  PL: `
Katowice|40-###|Silesian|50.2604|19.0200|2746
Warszawa|0#-###|Masovian|52.2519|20.9981|1707
Łódź|9#-###|Lódz|51.7769|19.4494|758
Kraków|3#-###|Lesser Poland|50.0619|19.9581|756
Gdańsk|80-###|Pomeranian|54.3600|18.6400|740
Wrocław|5#-###|Lower Silesian|51.1104|17.0300|634
Poznań|6#-###|Greater Poland|52.4058|16.8999|623
Szczecin|7#-###|West Pomeranian|53.4204|14.5300|407
Bydgoszcz|85-###|Kuyavian-Pomeranian|53.1204|18.0100|366
Lublin|20-###|Lublin|51.2504|22.5727|360
Białystok|15-###|Podlachian|53.1504|23.1700|291
Rzeszów|35-###|Subcarpathian|50.0705|22.0000|245
Kielce|25-###|Swietokrzyskie|50.8904|20.6600|215
Olsztyn|10-###|Warmian-Masurian|53.8000|20.4800|186
Opole|45-###|Opole|50.6850|17.9313|131`,
  CZ: `
Praha|1## 00|Prague|50.0853|14.4640|1162
Ostrava|70# 00|Moravskoslezský|49.8304|18.2500|478
Brno|6## 00|Kraj Vysocina|49.2004|16.6100|388
Plzeň|30# 00|Karlovarský|49.7404|13.3600|164
Liberec|460 ##|Liberecký|50.8000|15.0800|102
Olomouc|779 00|Moravskoslezský|49.6300|17.2500|101
České Budějovice|370 ##|Jihoceský|48.9800|14.4600|98
Hradec Králové|500 ##|Královéhradecký|50.2060|15.8120|95`,
  DK: `
København|1###|Hovedstaden|55.6805|12.5615|1085
Aarhus|8000|Midtjylland|56.1572|10.2107|237
Odense|5000|Syddanmark|55.4004|10.3833|158
Aalborg|9000|Nordjylland|57.0337|9.9166|122
Esbjerg|67##|Syddanmark|55.4670|8.4500|72`,
  SE: `
Stockholm|11# ##|Stockholm|59.3527|18.0954|1264
Göteborg|41# ##|Västra Götaland|57.7500|12.0000|537
Malmö|21# ##|Skåne|55.5833|13.0333|269
Uppsala|75# ##|Uppsala|59.8601|17.6400|133
Västerås|72# ##|Västmanland|59.6300|16.5400|107
Örebro|70# ##|Orebro|59.2803|15.2200|98
Linköping|58# ##|Östergötland|58.4100|15.6299|96
Helsingborg|25# ##|Skåne|56.0505|12.7000|91
Jönköping|55# ##|Jönköping|57.7713|14.1650|89
Norrköping|60# ##|Östergötland|58.5954|16.1787|88`,
  IE: `
Dublin|D0# @#@#|Dublin|53.3350|-6.2509|1059
Cork|T12 @#@#|Cork|51.8986|-8.4958|188
Limerick|V94 @#@#|Limerick|52.6647|-8.6231|90
Galway|H91 @#@#|Galway|53.2724|-9.0488|75
Waterford|X91 @#@#|Kilkenny|52.2583|-7.1119|49`,
  GB: `
London|SW# #@@|Westminster|51.5019|-0.1187|8567
Birmingham|B# #@@|West Midlands|52.4769|-1.9219|2285
Manchester|M# #@@|Manchester|53.5024|-2.2499|2230
Leeds|LS# #@@|West Yorkshire|53.8320|-1.5820|1529
Sheffield|S# #@@|South Yorkshire|53.3667|-1.5000|1292
Glasgow|G# #@@|Glasgow|55.8764|-4.2527|1160
Newcastle upon Tyne|NE# #@@|Tyne and Wear|55.0023|-1.6019|882
Cardiff|CF1# #@@|Cardiff|51.5000|-3.2250|861
Nottingham|NG# #@@|Nottingham|52.9703|-1.1700|825
Liverpool|L# #@@|Merseyside|53.4179|-2.9199|811
Bristol|BS# #@@|Bristol|51.4500|-2.5833|553
Edinburgh|EH# #@@|Edinburgh|55.9483|-3.2191|504
Brighton|BN# #@@|Brighton and Hove|50.8303|-0.1700|503
Leicester|LE# #@@|Leicester|52.6300|-1.1332|457
Belfast|BT# #@@|Belfast|54.6000|-5.9600|450
Portsmouth|PO# #@@|Portsmouth|50.8003|-1.0800|442
Bournemouth|BH# #@@|Bournemouth|50.7300|-1.9000|426
Coventry|CV# #@@|West Midlands|52.4204|-1.5000|388
Southampton|SO1# #@@|Southampton|50.9000|-1.4000|384
Reading|RG# #@@|Oxfordshire|51.4700|-0.9800|369
Plymouth|PL# #@@|Plymouth|50.3854|-4.1600|247
Oxford|OX# #@@|Oxfordshire|51.7704|-1.2500|192
Norwich|NR# #@@|Norfolk|52.6304|1.3000|190
Aberdeen|AB1# #@@|Aberdeen|57.1704|-2.0800|189
York|YO# #@@|York|53.9704|-1.0800|158
Cambridge|CB# #@@|Cambridgeshire|52.2004|0.1166|128
Exeter|EX# #@@|Devon|50.7004|-3.5300|113
Bath|BA# #@@|Bath and North East Somerset|51.3837|-2.3500|93`,
};
