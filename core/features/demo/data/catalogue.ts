/** One thing the retailer sells in many collections and variants. Weights in grams, prices in cents. */
export interface Item {
  readonly name: string;
  readonly language: 'fr' | 'en';
  readonly variants: VariantKind;
  readonly weightGrams: readonly [number, number];
  readonly priceMinor: readonly [number, number];
}

export interface Category {
  readonly name: string;
  /** First letters of the SKU. */
  readonly code: string;
  /** Share of the products. */
  readonly share: number;
  /** How much more than the average its products sell. */
  readonly pull: number;
  /** Litres a kilogram. */
  readonly litresPerKilogram: number;
  readonly items: readonly Item[];
}

type VariantKind = 'colour' | 'size' | 'wood' | 'finish' | 'scent' | 'set';

/** Variants by language; each product has one. */
export const VARIANTS: Readonly<Record<'fr' | 'en', Readonly<Record<VariantKind, readonly string[]>>>> = {
  fr: {
    colour: list(
      'écru,ocre,terracotta,bleu nuit,vert sauge,gris perle,anthracite,moutarde,rose poudré,blanc cassé',
    ),
    size: list(
      '140 × 200 cm,200 × 200 cm,240 × 220 cm,260 × 240 cm,90 × 190 cm,160 × 200 cm,50 × 70 cm,65 × 65 cm,30 × 50 cm,170 × 240 cm',
    ),
    wood: list('chêne clair,chêne huilé,noyer,frêne blanchi,hêtre,acacia,manguier,pin massif,teck,noir mat'),
    finish: list('laiton brossé,noir mat,inox,cuivre,blanc,nickel satiné,verre fumé,grès,céramique,bronze'),
    scent: list(
      'fleur de coton,figuier,cèdre,fleur d’oranger,ambre,thé blanc,lavande,verveine,bois de santal,sans parfum',
    ),
    set: list(
      'lot de 2,lot de 4,lot de 6,lot de 8,coffret de 12,à l’unité,petit modèle,grand modèle,édition hiver,édition atelier',
    ),
  },
  en: {
    colour: list(
      'ivory,ochre,terracotta,midnight blue,sage green,pearl grey,charcoal,mustard,blush,off-white',
    ),
    size: list(
      '140 × 200 cm,200 × 200 cm,240 × 220 cm,260 × 240 cm,90 × 190 cm,160 × 200 cm,50 × 70 cm,65 × 65 cm,30 × 50 cm,170 × 240 cm',
    ),
    wood: list(
      'light oak,oiled oak,walnut,whitewashed ash,beech,acacia,mango wood,solid pine,teak,matt black',
    ),
    finish: list(
      'brushed brass,matt black,stainless steel,copper,white,satin nickel,smoked glass,stoneware,ceramic,bronze',
    ),
    scent: list(
      'cotton blossom,fig tree,cedar,orange blossom,amber,white tea,lavender,verbena,sandalwood,unscented',
    ),
    set: list(
      'set of 2,set of 4,set of 6,set of 8,box of 12,single,small,large,winter edition,studio edition',
    ),
  },
};

export const COLLECTIONS: readonly string[] = list(
  'Aubrac,Cassis,Fjord,Lumen,Rivage,Brume,Ardèche,Solstice,Bergen,Colline,Atlas,Marais,Hygge,Écume,Camargue,Verso,Nordlys,Olivier,Pampa,Quercy,Riva,Sillage,Toscane,Ventoux,Alma,Bocage,Calanque,Dune,Estran,Falaise,Garrigue,Horizon,Iroise,Jura,Kerguelen,Lagune,Mistral,Nacre,Opale,Patio,Rocaille,Saline,Tramuntana,Ubaye,Vallon,Wabi,Yonne,Zéphyr,Canopée,Orée,Belle-Île,Cabourg,Dolomie,Elbe,Minho,Saône,Skagen,Tessin,Umbria,Zélande',
);

export const CATEGORIES: readonly Category[] = [
  category(
    'Seating',
    'SEA',
    0.06,
    0.5,
    8,
    'Fauteuil:fr:colour:9:22:149:590|Canapé 2 places:fr:colour:32:55:499:1390|Canapé d’angle:fr:colour:60:110:890:2490|Dining Chair:en:wood:4:8:59:189|Bar Stool:en:wood:4:7:69:199|Pouf:fr:colour:3:6:49:149|Rocking Chair:en:wood:8:14:159:349|Banc d’entrée:fr:wood:7:13:99:249|Lounge Chair:en:colour:10:19:199:690',
  ),
  category(
    'Tables and storage',
    'TAB',
    0.07,
    0.5,
    6,
    'Table basse:fr:wood:9:26:89:390|Dining Table:en:wood:28:62:249:1190|Bureau:fr:wood:16:34:129:490|Bookcase:en:wood:19:48:129:590|Buffet:fr:wood:30:68:299:990|Nightstand:en:wood:5:11:49:179|Console:fr:wood:8:18:99:329|TV Unit:en:wood:20:42:149:590|Étagère murale:fr:wood:2:6:25:99|Storage Bench:en:wood:10:18:99:259',
  ),
  category(
    'Bedroom',
    'BED',
    0.05,
    0.6,
    7,
    'Cadre de lit:fr:wood:32:70:199:890|Mattress:en:size:18:38:199:990|Surmatelas:fr:size:4:9:79:259|Headboard:en:colour:9:20:99:390|Commode:fr:wood:28:55:179:590|Memory Foam Pillow:en:set:0.8:1.6:25:79|Couette d’hiver:fr:size:1.6:3.4:49:189|Wool Blanket:en:colour:1.1:2.4:59:169',
  ),
  category(
    'Bed linen',
    'LIN',
    0.11,
    1.2,
    3,
    'Housse de couette en lin:fr:size:1.2:2.6:69:199|Percale Duvet Cover:en:size:1:2.2:49:149|Drap-housse:fr:size:0.5:1.1:19:69|Washed Linen Pillowcase:en:colour:0.2:0.4:15:39|Taie d’oreiller:fr:colour:0.15:0.35:9:29|Quilted Bedspread:en:colour:1.6:3.2:69:179|Parure de lit:fr:size:1.2:2.5:39:129|Flannel Sheet Set:en:size:1.3:2.6:45:119|Plaid en laine:fr:colour:0.7:1.4:39:129',
  ),
  category(
    'Bath',
    'BAT',
    0.08,
    1.1,
    4,
    'Drap de bain:fr:colour:0.5:0.9:19:49|Bath Towel:en:colour:0.4:0.8:14:39|Peignoir:fr:colour:0.9:1.5:39:99|Bath Mat:en:colour:0.6:1.4:15:49|Porte-savon:fr:finish:0.2:0.6:9:29|Laundry Basket:en:colour:1.2:2.6:25:69|Rideau de douche:fr:colour:0.5:0.9:19:45|Soap Dispenser:en:finish:0.3:0.7:12:35|Gant de toilette:fr:set:0.06:0.3:5:19',
  ),
  category(
    'Tableware',
    'TBW',
    0.12,
    1.3,
    2,
    'Assiette plate:fr:set:0.6:4.2:12:79|Soup Bowl:en:set:0.4:2.6:9:59|Tasse à café:fr:set:0.2:1.4:8:49|Wine Glass:en:set:0.2:1.2:9:59|Carafe:fr:finish:0.6:1.2:19:49|Serving Dish:en:finish:0.8:2.2:19:69|Couverts de table:fr:finish:0.8:2.4:29:149|Mug:en:colour:0.3:0.45:8:22|Saladier:fr:finish:0.9:2.1:19:65|Cake Stand:en:finish:0.9:1.9:25:69|Verre à eau:fr:set:0.2:1.5:6:39',
  ),
  category(
    'Kitchen',
    'KIT',
    0.1,
    1.2,
    2,
    'Cocotte en fonte:fr:colour:3.2:6.8:79:289|Frying Pan:en:finish:0.9:2.2:29:99|Planche à découper:fr:wood:0.8:2.8:19:69|Chef’s Knife:en:wood:0.2:0.4:29:149|Moulin à poivre:fr:wood:0.25:0.6:19:59|Storage Jar:en:set:0.4:2.4:9:49|Torchon:fr:set:0.1:0.5:7:29|Kettle:en:finish:1:1.8:39:129|Tablier:fr:colour:0.2:0.4:19:49|Mixing Bowl:en:finish:0.5:1.6:15:49|Plat à gratin:fr:finish:1.2:2.6:25:79',
  ),
  category(
    'Lighting',
    'LUM',
    0.08,
    0.9,
    7,
    'Suspension:fr:finish:1.2:4.2:49:249|Table Lamp:en:finish:1.1:3.2:39:179|Lampadaire:fr:finish:3.2:8.2:79:329|Wall Light:en:finish:0.8:1.9:35:129|Guirlande lumineuse:fr:set:0.3:0.9:15:49|LED Bulb:en:set:0.06:0.4:6:35|Abat-jour:fr:colour:0.4:1.1:19:69|Desk Lamp:en:finish:1:2.2:35:119|Lanterne:fr:finish:0.7:2.2:19:79',
  ),
  category(
    'Rugs and curtains',
    'RUG',
    0.07,
    0.8,
    3,
    'Tapis en laine:fr:colour:4:14:99:590|Jute Rug:en:size:3:11:59:290|Rideau en velours:fr:colour:1.2:2.6:39:129|Linen Curtain:en:colour:0.9:1.9:35:119|Voilage:fr:colour:0.4:0.8:19:59|Runner:en:colour:1.6:4:39:149|Store bateau:fr:colour:0.9:1.8:29:89|Doormat:en:colour:1.1:2.4:15:45',
  ),
  category(
    'Cushions and throws',
    'CUS',
    0.07,
    1.3,
    8,
    'Coussin en velours:fr:colour:0.4:0.8:19:49|Linen Cushion:en:colour:0.35:0.7:17:45|Plaid en maille:fr:colour:0.6:1.3:29:89|Floor Cushion:en:colour:1.4:2.8:35:89|Galette de chaise:fr:colour:0.3:0.6:12:29|Faux Fur Throw:en:colour:0.9:1.9:39:119|Housse de coussin:fr:colour:0.12:0.3:9:29',
  ),
  category(
    'Decoration',
    'DEC',
    0.09,
    1.1,
    5,
    'Vase:fr:finish:0.5:2.6:15:99|Wall Mirror:en:finish:2.2:9:39:249|Cadre photo:fr:wood:0.25:0.9:9:45|Wall Clock:en:finish:0.7:2.1:25:99|Panier tressé:fr:colour:0.4:1.4:15:59|Art Print:en:set:0.3:1.2:19:89|Bougeoir:fr:finish:0.3:0.9:9:45|Decorative Tray:en:finish:0.5:1.4:15:59|Globe:fr:finish:0.7:1.8:29:99',
  ),
  category(
    'Candles and scents',
    'CAN',
    0.04,
    1.9,
    1.6,
    'Bougie parfumée:fr:scent:0.3:0.7:15:49|Scented Candle:en:scent:0.25:0.6:12:45|Diffuseur:fr:scent:0.3:0.6:19:55|Room Spray:en:scent:0.15:0.3:9:29|Bougies chauffe-plat:fr:set:0.3:0.9:4:15|Home Fragrance Refill:en:scent:0.25:0.5:12:35',
  ),
  category(
    'Garden',
    'GAR',
    0.04,
    0.6,
    6,
    'Chaise de jardin:fr:finish:3.5:6.5:39:149|Garden Table:en:wood:14:36:129:590|Jardinière:fr:finish:1.6:6.2:19:89|Plant Pot:en:finish:0.7:4.2:9:69|Parasol:fr:colour:5:16:59:290|Hammock:en:colour:1.8:4.2:49:149|Brasero:fr:finish:8:19:79:249|Watering Can:en:finish:0.6:1.4:19:49',
  ),
  category(
    'Children',
    'KID',
    0.02,
    0.8,
    6,
    'Lit enfant:fr:wood:18:32:149:390|Toy Chest:en:wood:6:12:59:149|Veilleuse:fr:colour:0.3:0.6:15:39|Kids’ Duvet Set:en:colour:0.9:1.6:29:69|Tente de jeu:fr:colour:2.2:4.4:49:129|Growth Chart:en:wood:0.3:0.9:15:45|Peluche:fr:colour:0.2:0.6:12:39',
  ),
];

function list(text: string): string[] {
  return text.split(',');
}

/** Items as `name:language:variants:kilograms from:to:price from:to`, separated by `|`. */
function category(
  name: string,
  code: string,
  share: number,
  pull: number,
  litresPerKilogram: number,
  items: string,
): Category {
  return { name, code, share, pull, litresPerKilogram, items: items.split('|').map(parseItem) };
}

function parseItem(text: string): Item {
  const [name = '', language, variants, fromKilograms, toKilograms, fromPrice, toPrice] = text.split(':');
  return {
    name,
    language: language === 'fr' ? 'fr' : 'en',
    variants: variants as VariantKind,
    weightGrams: [Math.round(Number(fromKilograms) * 1000), Math.round(Number(toKilograms) * 1000)],
    priceMinor: [Number(fromPrice) * 100, Number(toPrice) * 100],
  };
}
