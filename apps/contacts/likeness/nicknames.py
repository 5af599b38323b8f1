"""Short forms of given names, by the names they stand for; in several languages, and far from complete."""

from __future__ import annotations

from collections import defaultdict

STAND_FOR = """
abigail: abby gail
adelaide: addie heidi
agnieszka: aga
albert: al bert bertie albrecht
aleksandr: sasha sascha alex
alexander: alex xander sandy alec sascha alessandro alexandre alejandro
alexandra: alex sandra sascha alessandra alejandra
alfred: alf alfie fred freddy
alice: ali allie
amanda: mandy
andreas: andi andy
andrew: andy drew
anastasia: nastya stasia
anna: ann anne annie anya anja ani
anneliese: anne liese
anthony: tony
antonio: toni tony tonio toninho
antonia: toni
barbara: barb babs barbel babsi
bartholomew: bart
beatrice: bea trixie
benjamin: ben benny benji
bernard: bernie bernhard
bernhard: bernd
brigitte: gitte gitti biggi
caroline: carrie caro lina
catherine: cathy kate katie cat kitty kathy katherine kathryn kath katharine
charles: charlie chuck chas carl
charlotte: lottie charlie lotte
christian: chris
christina: chris tina chrissy christine
christopher: chris kit topher christoph
constance: connie
cornelia: conny nele
daniel: dan danny
daniela: dani
david: dave davey
deborah: deb debbie
dmitri: dima mitya dmitry
dominic: nick dom
dorothy: dot dottie dolly
edward: ed eddie ted teddy ned
eleanor: ellie nell nora
elizabeth: liz lizzie beth betty eliza bess libby lisbeth elisabeth lisa elsie betsy
elisabeth: elli lisa liese sissi else betti
emily: em emmy
ernest: ernie
eugene: gene
evgeny: zhenya
felicity: flick
ferdinand: ferdi
florence: flo flossie
frances: fran frannie
francis: frank
francisco: paco pancho chico kiko
francesca: franca
franziska: franzi
frederick: fred freddie rick friedrich
friedrich: fritz fred
gabriel: gabe
gabriele: gabi gaby
geoffrey: geoff jeff
george: georgie
georg: schorsch
gerald: gerry jerry
gerhard: gerd
gertrud: trudi trude
giovanni: gianni
giuseppe: beppe pino
gregory: greg
guillermo: memo
gunther: gunter
harold: harry hal
heinrich: heiner heinz hinnerk
helen: nell nellie
helena: lena leni
henry: harry hank hal
hubert: bert
ignacio: nacho
irina: ira
isabella: bella izzy isa
isabel: isa bel
ivan: vanya
jacob: jake
jacqueline: jackie
james: jim jimmy jamie
jane: janie
jan: janek
jennifer: jen jenny
jeremy: jerry
jessica: jess jessie
joan: joanie
joana: jo
johannes: hans hannes jo
john: jack johnny jon
jonathan: jon jonny
jose: pepe ze zeca
josef: sepp jupp
joseph: joe joey
josephine: jo josie
joshua: josh
judith: judy
julia: jule
juliana: ju
karl: kalle
katarzyna: kasia
katharina: kathi kathe kati katja rina
kenneth: ken kenny
kimberly: kim
konstantin: kostya
krzysztof: krzysiek
lawrence: larry laurie
leonard: leo len lenny
leonardo: leo
leopold: leo poldi
louis: lou louie
ludwig: lutz
luis: lucho
magdalena: lena magda leni
malgorzata: gosia
manuel: manu manolo
manuela: manu
marcus: marc
margaret: maggie meg peggy marge margie greta madge
margarete: grete gretel greta
margarita: marga rita
maria: mia mariechen mari
marianne: nanni
martha: marty
martin: marty
mary: molly polly mamie
matthew: matt matty
matthias: matze hias
maximilian: max
melissa: mel lissa missy
mercedes: merche
michael: mike mick mickey mikey michi micha
michelle: shelly
mikhail: misha
monika: moni
nancy: nan
natalia: natasha
nathaniel: nate nat nathan
nicholas: nick nicky klaus
nicole: nicki nicky niki
nikolai: kolya
nikolaus: klaus niko
olga: olya
oliver: ollie
pamela: pam
patricia: pat patty tricia trish
patrick: pat paddy
pavel: pasha
penelope: penny
peter: pete petey
philip: phil pip philipp
piotr: piotrek
rafael: rafa
rebecca: becky becca
reinhard: reini
reinhold: reini
ricardo: rico
richard: rick rich dick ricky ritchie
robert: bob bobby rob robbie bert
roberto: beto
roger: rog
ronald: ron ronnie
rosario: charo
rosemary: rosie
rudolf: rudi
russell: russ
samantha: sam sammy
samuel: sam sammy
sandra: sandy
sebastian: seb basti bastian
sergei: seryozha
sophia: sophie sofie
stanislaw: staszek
stefan: steff
stefanie: steffi
stephanie: steph
stephen: steve stevie steven
susan: sue susie suzie suzy
susanne: susi sanne
svetlana: sveta
tatiana: tanya
tamara: toma
teresa: tess terry tere
theodor: theo
theodore: ted teddy theo
theresa: tess terry resi
thomas: tom tommy
timothy: tim timmy
tobias: tobi
ulrich: uli ulli
ulrike: uli ulli rike
ursula: ursel uschi
valentina: valya
veronica: ronnie vera
veronika: vroni
victor: vic
victoria: vicky tori
vincent: vince vinnie
virginia: ginny
vladimir: volodya vova
walter: walt wally
wilhelm: willi willy
wilhelmina: mina willa
william: will bill billy willie liam
winifred: winnie
wolfgang: wolf wolfi
xaver: xaverl
yevgenia: zhenya
zachary: zach zack
"""


def _read() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in STAND_FOR.split("\n"):
        name, _colon, short = line.partition(":")
        for each in short.split():
            found[each].add(name)
    return {short: frozenset(names) for short, names in found.items()}


FORMS = _read()


def roots(given: str) -> frozenset[str]:
    """The name itself and what it may be short for; all folded. "liz" → liz, elizabeth."""
    return FORMS.get(given, frozenset()) | {given}
