/** All Dutch words of the page that do not come from the server. */

export const T = {
  naam: 'Kindreflex-assistent',
  automatisch: 'Automatische assistent',
  sluit: 'Sluit',
  gesprek: 'Gesprek',
  nieuw: 'Nieuw antwoord',
  blad: 'Gespreksblad',
  samenvatting: 'Samenvatting',
  wis: 'Wis alles',
  terug: 'Terug naar het gesprek',
  hulpmiddelen: 'Hulpmiddelen',

  acuut: 'Acuut gevaar',
  acuut_kop: 'Is een kind nu in gevaar? Bel eerst, en bel nu.',
  acuut_112: 'als iemand gewond is of dringend medische hulp nodig heeft',
  acuut_101: 'als er politie nodig is',
  acuut_zeg: 'Zeg waar het kind is, wat er nu gebeurt en wie erbij is. Haal meteen een collega of je leidinggevende erbij.',
  acuut_daarna:
    'Zijn de hulpdiensten verwittigd, bel dan het VK of het OCJ. Dat mag anoniem; laat dan ook herkenbare details weg.',
  acuut_meld: 'Zet dit bij mijn stappen',
  acuut_bericht: 'Een kind is nu in gevaar',
  acuut_dicht: 'Verberg dit',
  bel: 'Bel',

  welkom: 'Waar wil je mee beginnen?',
  welkom_tekst:
    'Ik help je om met je cliënt over kinderen en ouderschap te praten, stap voor stap. Ik ben een automatische assistent: geen mens en geen hulpverlener. Ik kan me vergissen; jij beslist.',
  jij: 'Jij',
  assistent: 'Assistent',
  schrijft: 'De assistent zoekt een antwoord',
  keuzes: 'Kies een antwoord, of typ zelf',
  keuzes_kort: 'Keuzes',
  bronnen: 'Bronnen',
  nieuw_tabblad: '(opent in een nieuw tabblad)',
  je_bericht: 'Je bericht',
  typ_geen_namen: 'Typ geen namen of andere gegevens van cliënten.',
  plaats: 'Typ je vraag',
  stuur: 'Verstuur',

  geen_verbinding: 'Geen verbinding met de assistent. Je bericht blijft staan; ik probeer het vanzelf opnieuw.',
  te_snel: 'Dat ging even te snel. Ik probeer het zo meteen opnieuw.',
  dringend: 'Dringend? Bel 112, of 101 voor politie.',
  niet_verstuurd: 'Nog niet aangekomen.',
  mislukt: 'Dit bericht is niet aangekomen.',
  zonder_antwoord: 'Dit bericht kreeg nog geen antwoord.',
  opnieuw: 'Probeer opnieuw',
  laat: 'Verwijder dit bericht',
  verlopen: 'Je vorige gesprek is niet meer bewaard. We beginnen opnieuw.',
  gewist: 'Alles is gewist. We beginnen met een leeg blad.',

  zes_stappen: 'De zes stappen',
  standaard: 'Standaard, bij elke cliënt',
  vervolg: 'Als de situatie erom vraagt',
  aan_de_beurt: 'nu aan de beurt',
  stap_acties: 'Vink af wat je deed',
  geen_acties: 'Na je eerste bericht vink je hier af wat je deed.',
  markeer_klaar: 'Stap is klaar',
  toch_niet: 'Toch nog niet klaar',
  eerst_acuut: 'Eerst: het acute gevaar',
  afgerond: 'Nu staat er geen stap open',

  wis_vraag: 'Wil je alles wissen?',
  wis_tekst:
    'Je berichten, de stappen en wat je afvinkte verdwijnen uit deze browser en van de server. Dat kan je niet ongedaan maken.',
  wis_ja: 'Ja, wis alles',
  wis_nee: 'Nee, bewaar het',
  wis_bezig: 'Bezig met wissen …',
  wis_mislukt: 'De server is niet bereikbaar. Er is nog niets gewist. Probeer het zo meteen opnieuw.',

  blad_laden: 'Even de zinnen ophalen …',
  blad_mislukt: 'De zinnen konden niet opgehaald worden.',
  blad_uitleg: 'Eén blad om mee te nemen. Het staat klaar; pas aan wat je wil. Er komt geen naam op.',
  kies_stap: 'Welke stap bereid je voor?',
  kies_opening: 'Openingszin',
  kies_leeftijd: 'Leeftijd van het kind',
  alle_leeftijden: 'Niet bepaald',
  kies_vragen: 'Vragen',
  kies_bezwaren: 'Bezwaren die je verwacht',
  hoogstens: (n: number, van: number) => `${n} gekozen, hoogstens ${van}`,
  kies_provincie: 'Provincie',
  geen_provincie: 'Niet bepaald',
  kies_datum: 'Opvolggesprek op',
  kies_overleg: 'Overleg met collega op',
  uur: 'Uur',
  agenda: 'Zet in agenda',
  kopieer: 'Kopieer',
  gekopieerd: 'Gekopieerd.',
  niet_gekopieerd: 'Kopiëren lukt hier niet. Selecteer de tekst zelf.',
  druk_af: 'Druk af',
  als_html: 'Download',
  als_tekst: 'Download als tekst',

  b_opening: 'Zo open je',
  b_vragen: 'Vragen',
  b_bezwaren: 'Als de ouder zegt',
  b_zeg: 'Zeg',
  b_vraag: 'Vraag',
  b_vergeet: 'Vergeet niet',
  b_bellen: 'Wie bel je',
  b_noteer: 'Noteer nadien in het dossier',
  b_data: 'Afspraken',
  b_opvolg: 'Opvolggesprek',
  b_overleg: 'Overleg met collega',
  b_kom_terug: 'Kom terug op dit gesprek op: ……………………',
  b_voet: 'Kindreflex-assistent. Schrijf geen namen op dit blad.',
  b_anoniem: 'VK en OCJ geven ook raad zonder naam; laat dan ook herkenbare details weg.',
  s_onder: (d: string) => `Voortgang op ${d}, zonder namen`,
  s_stappen: 'Stappen',
  s_oordeel: 'Inschatting',
  s_volgende: 'Volgende',
  s_aanvullen: 'Vul zelf aan in het dossier',
  s_aanvul: ['Wat je zag en hoorde, met datum.', 'Met wie je overlegde en wat daaruit kwam.', 'Wat je met de cliënt afsprak.'],
  s_niets: 'Nog geen stap gezet.',
  s_acuut: 'Acuut gevaar gemeld: eerst 112 of 101.',
};

export const STAPPEN = ['1', '2', '3', '4', '5', '6'];

/** Until the server has told its own titles. */
export const TITELS: Record<string, string> = {
  1: 'gesprek over kinderen en ouderschap',
  2: 'peil naar veiligheid thuis en welzijn',
  3: 'ondersteun de cliënt als ouder',
  4: 'is er verontrusting en bereidheid?',
  5: 'herstel de veiligheid',
  6: 'betrek een gemandateerde voorziening',
};

/** The four ways in: title, explanation, and the message that is sent. */
export const INGANGEN: [string, string, string][] = [
  ['Stap voor stap voorbereiden', 'Wat is nu aan de beurt, en waarom', 'Wat doe ik nu?'],
  ['Wat zeg ik als een ouder zegt …', '“Ze zijn te jong”, “ze merken er niets van”', 'Welke bezwaren komen vaak voor?'],
  ['Voorbeeldvragen', 'Zinnen om het gesprek te openen', 'Hoe open ik het gesprek over kinderen?'],
  ['Ik maak me zorgen', 'Met wie je overlegt, en hoe', 'Wanneer overleg ik best met een collega?'],
];

export const OORDELEN: Record<string, Record<string, string>> = {
  kinderen: { ja: 'Er zijn kinderen.', nee: 'Er zijn geen kinderen.' },
  pluis: { ja: 'Het voelt pluis.', nee: 'Het voelt niet pluis.' },
  verontrustend: { ja: 'Verontrustend volgens het team.', nee: 'Niet verontrustend volgens het team.' },
  bereid: { ja: 'De cliënt is bereid om iets te veranderen.', nee: 'De cliënt is niet bereid om iets te veranderen.' },
};

export const PROVINCIES: Record<string, string> = {
  antwerpen: 'Antwerpen',
  brussel: 'Brussel',
  limburg: 'Limburg',
  oost_vlaanderen: 'Oost-Vlaanderen',
  vlaams_brabant: 'Vlaams-Brabant',
  west_vlaanderen: 'West-Vlaanderen',
};

export const hoofd = (t: string) => t.charAt(0).toUpperCase() + t.slice(1);
