"""The closed classes of words on which the rules for names lean."""

from __future__ import annotations


def _set(tekst: str) -> frozenset[str]:
    return frozenset(tekst.split())


# After these the next word is a name, also in lower case.
TITELS = _set(
    "mevr mevrouw mvr mvrouw mw mevrouwtje meneer mijnheer menheer mr dhr heer juf juffrouw meester dokter dr "
    "prof professor nonkel tante tant tantje familie fam zuster pater monsieur madame mr. mme"
)
# After these a name often stands, but just as often a verb.
VERWANT = _set(
    "mama papa mams moeder vader ma pa oma opa bomma bompa bomi moeke vake meme pepe mémé pépé meter peter zus "
    "zusje broer broertje zoon zoontje dochter dochtertje kind kindje baby kleine oudste jongste middelste vriend "
    "vriendin partner ex man vrouw stiefvader stiefmoeder stiefpapa stiefmama plusmama pluspapa plusvader "
    "plusmoeder bonusmama bonuspapa buurman buurvrouw cliënt cliënte client cliente patiënt patiënte patient "
    "collega leerling leerkracht begeleider begeleidster voogd pleegmoeder pleegvader pleegzoon pleegdochter "
    "gezin dossier casus neef neefje nicht nichtje halfbroer halfzus tweeling meisje jongen stagiair stagiaire "
    "jongere schoonmoeder schoonvader grootmoeder grootvader echtgenoot echtgenote verloofde directeur "
    "coördinator huisarts psycholoog psychologe kinderarts leerlinge kleuter peuter teamleider diensthoofd "
    "advocaat rechter consulent consulente verpleegkundige vroedvrouw"
)
PARTIKELS = _set(
    "van de der den vande vanden vander ter ten te het 't le la du des di da dos el al ben bin ould ait aït bou "
    "abu von la' o'"
)
BEZIT = _set("haar hare haren zijn z'n zijne zn zen hun d'r der heur eur")
# What comes next may be a person, also in lower case.
WIE = _set("met over bij tegen")
MET_WIE = WIE | BEZIT | _set("van voor door aan en dat als of sinds omdat terwijl toen ons onze mijn")
# Third-person verbs: a capitalised word at the start of a sentence with one of these after it is a name.
WERKWOORDEN = _set(
    "is was heeft had wil wilt wou wilde moet moest mag mocht kan kon zal zou zegt zei vertelt vertelde vraagt "
    "vroeg weet wist komt kwam gaat ging slaat sloeg drinkt dronk woont woonde belt belde huilt huilde weent "
    "weende lacht lachte slaapt sliep eet at werkt werkte zit zat staat stond ligt lag doet deed krijgt kreeg "
    "geeft gaf ziet zag denkt dacht vindt vond blijft bleef heet wordt werd loopt liep verliest verloor weigert "
    "weigerde roept riep schrijft schreef speelt speelde tekent tekende durft durfde begint begon luistert kijkt "
    "keek stuurt stuurde gebruikt gebruikte verblijft verbleef woog maakt maakte vertrouwt reageert reageerde "
    "praat praatte zwijgt zweeg schreeuwt schopt stopt stopte stapt vertrekt vertrok antwoordt antwoordde zorgt "
    "zorgde helpt hielp hoort hoorde voelt voelde toont toonde lijkt leek houdt hield belooft beweert beweerde "
    "ontkent ontkende gelooft hervalt herviel verzorgt kent kende bijt beet plast wacht wachtte mist miste haalt "
    "haalde brengt bracht neemt nam laat liet leeft leefde gooit gooide trekt trok valt viel volgt volgde zoekt "
    "zocht verhuist verhuisde verklaart logeert vreest geraakt raakt raakte snapt klapt klapte sprak spreekt "
    "schrikt schrok"
)
# Dictionary words that are above all names here, when nothing says otherwise.
NAAMWOORDEN = _set(
    "abel adam amber amanda an angel anita aurora bas bart belle ben benjamin bo bob bono cara chris daan darren "
    "dino dirk donna eddy eden ellen els erica erik ernst eva fee fien fleur flora franco frank frans gemma gerda "
    "gloria griet guy hanne hans helen helena henry hilde hope iris jade jan janet jef jo job joe joel johan jon "
    "jonas jonathan joris jozef juan jules juliette kaat karel karen karim kelly ken kevin kim koen kris lara "
    "leen lente lies lieve lila linde lisa lore lori lotte lou louis luc lucas luis luna maarten marc marcel "
    "marie marina mark marta mary mats max melodie mia miel mila mina mira mona nam nand nele nelson nick niels "
    "nina nova olivia oscar pascal paul peter philippe piet pieter pol rachel raden raf raven rik rob robbe "
    "robert robin roman roos ruben ruby sam sander sara saar senne simon sofie sol staf stan stef steven stijn "
    "storm sven teddy thomas tibo tiffany tim tine tom tommy toon trui veerle victor viktor vincent viola violet "
    "walt wim wolf wout xander yana yasmine zoë tuur rune mats ward warre seppe beau rosa jos goedele dries jens geert greet inge mieke "
    "wannes jasmijn precious blessing destiny mercy grace faith joy divine merveille gloire sultan noor sterre joke"
)
# Dictionary words that are a name even in lower case, anywhere.
ALTIJD_NAAM = _set(
    "goedele greet hilde inge jos luc amanda anita daan darren dirk eddy ellen erica erik gerda hanne helena jan johan jonas jonathan "
    "joris jozef juliette karel karim kelly kevin koen lucas maarten marc marcel marie marina marta mary nele "
    "nelson nina olivia philippe pieter rachel robbe robert ruben sara simon sofie stan steven stijn thomas "
    "tiffany tommy veerle victor viktor vincent wim wout xander yana yasmine zoë paul lotte lara lisa tibo bart "
    "tom"
)
# Of these only the ones that in lower case are a name more often than a word stand on their own.
ZWAKKE_NAAMWOORDEN = _set(
    "amber an angel bas beau belle ben bo bob bono cara donna eden eva fee flora franco frank frans gloria guy "
    "hans hope iris jade job kim lente lieve linde lot lou luna mats max melodie miel mina mona nam nick nova "
    "pascal raden raf raven roman roos rosa ruby rune sam sander senne seppe sol staf storm tine toon trui tuur "
    "viola violet walt ward warre wolf chris belle mila ken jo precious blessing destiny mercy grace faith joy divine merveille gloire sultan noor "
    "sterre joke jasmijn"
)
# Weak ones that hardly begin a sentence as a word: "roos heeft", "sam is", but not "job is", "lente is".
BEGIN_NAAM = _set(
    "amber beau bo bob donna eva fee franco frank frans gloria guy hans iris jade jo kim linde lou luna mats mila mona nick nova pascal raf "
    "roos rosa ruby rune sam sander senne seppe tine tuur viola warre chris lot precious blessing destiny mercy grace faith joy divine "
    "merveille gloire sultan noor sterre joke jasmijn hope"
)
# Between two clauses: what follows may be a subject.
VOEGWOORDEN = _set("en dat als maar want omdat of dus terwijl toen nu zodat , . - : zegt")
# Capitalised for another reason than being a name.
MAANDEN_DAGEN = _set(
    "januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag "
    "woensdag donderdag vrijdag zaterdag zondag ja neen nee ok oké ik"
)
# Too common to be a name after a title, even though some family is called so.
FUNCTIE = _set(
    "van de der den het een en of in op te aan bij met voor naar uit om als dat die deze dit is was zijn heeft "
    "had zegt zei vraagt vroeg wil wou kan kon moet mag zal zou komt kwam gaat ging werd wordt niet wel ook nog "
    "al maar want dus ik je jij hij zij ze we wij jullie u hun haar mijn ons onze door over per tot na zo er hier "
    "daar nu dan toen wie wat waar hoe waarom welke beste goed geen doet deed weet wist vindt vond denkt drinkt "
    "slaat belt belde praat geeft krijgt ziet staat zit ligt blijft laat maakt werkt woont heet loopt weigert "
    "reageert ha toch dan free mate x xx xxx y xyz nn per zeggen zegde zij vertelt vertelde altijd soms nooit samen thuis alleen weer heel "
    "erg veel weinig zonder tussen tegen onder boven"
)
# Two of these make a message English, French or German, where the model of Dutch sees names everywhere.
ANDERE_TALEN = _set(
    "the and you my with this from not what how he she his they your have has were for avec mon mes pour que qui il elle nous vous dans pas "
    "une est les au aux ich ist mit und nicht mein meine wir sie ein eine suche"
) - _set("was")
