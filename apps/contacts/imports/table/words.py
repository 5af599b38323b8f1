"""The titles of columns as programs and people write them: English, German, French, Spanish, Portuguese.

Each line is a field, then the titles that mean it, parted by bars. Data, not code: a title that is missing
here is only not guessed.
"""

from __future__ import annotations

TITLES = """
given: first name | firstname | given name | givenname | given | forename | vorname | prenom | nombre de pila
given: primer nombre | nome proprio | primeiro nome | rufname | first
family: last name | lastname | family name | familyname | family | surname | nachname | familienname | last
family: nom de famille | apellido | apellidos | primer apellido | sobrenome | apelido | ultimo nome
name: name | full name | fullname | display name | displayname | file as | contact name | contact | person
name: anzeigename | vollstandiger name | kontakt | nom complet | nom | nom et prenom | nom affiche | nombre
name: nombre completo | nombre y apellidos | nome | nome completo | nome e sobrenome | nom d affichage
prefix: name prefix | prefix | honorific | honorific prefix | salutation | anrede | titel | namensprafix
prefix: civilite | tratamiento | tratamento | prefixo | prefixe | akademischer titel
additional: middle name | middlename | middle | additional name | second name | 2 vorname | zweiter vorname
additional: weitere vornamen | mittelname | deuxieme prenom | second prenom | segundo nombre | nome do meio
suffix: name suffix | suffix | generation | namenszusatz | suffixe | sufijo | sufixo
nickname: nickname | nick name | nick | short name | spitzname | alias | surnom | pseudo | apodo | alcunha
nickname: rufname oder spitzname | apelido carinhoso
email: e mail | email | mail | e mail address | email address | mail address | e mail adresse | emailadresse
email: e mailadresse | mailadresse | adresse e mail | adresse email | adresse electronique | courriel
email: adresse mail | correo | correo electronico | direccion de correo | direccion de correo electronico
email: endereco de e mail | endereco de email | correio eletronico | email addr | mel
phone: phone | telephone | tel | phone number | telephone number | number | cell number | mobile number
phone: telefon | telefonnummer | rufnummer | tel nr | festnetz | festnetznummer | handynummer | mobilnummer
phone: mobiltelefon | telephone portable | numero de telephone | numero | telefono | numero de telefono
phone: telefone | numero de telefone | mobilfunk | mobilfunknummer | fax number | faxnummer | pager number
phone: mobile phone | cell phone | telefono movil
url: url | website | web site | web page | webpage | homepage | home page | web | site | link | www
url: webseite | internetseite | site web | site internet | page web | sitio web | pagina web | pagina
url: profile | profile url | profil url | linkedin | linkedin url | linkedin profile | blog | internet
organisation: company | organization | organisation | org | company name | organization name
organisation: organisation name | employer | firm | firma | unternehmen | arbeitgeber | firmenname | verein
organisation: entreprise | societe | organisme | employeur | empresa | organizacion | organizacao | compania
organisation: companhia | school | club | institution
department: department | dept | division | organization department | organisation department | abteilung
department: service | departement | departamento | section
role: job title | jobtitle | position | role | job | occupation | profession | organization title
role: organisation title | function | funktion | beruf | berufsbezeichnung | stelle | poste | fonction
role: arbeitstitel | metier | puesto | cargo | profesion | profissao | funcao | title | titre | titulo
role: job role | rolle
post_from: organization from | organisation from
post_until: organization until | organisation until
uid: uid
introduced_by_uid: introduced by uid
birthday: birthday | birth date | birthdate | date of birth | dob | born | bday | geburtstag | geburtsdatum
birthday: geboren | geboren am | date de naissance | naissance | anniversaire | fecha de nacimiento
birthday: cumpleanos | nacimiento | data de nascimento | nascimento | aniversario natalicio
birthday_day: birth day | day of birth | birthday day | geburtstag tag | jour de naissance | dia de nacimiento
birthday_day: dia de nascimento | tag der geburt
birthday_month: birth month | month of birth | birthday month | geburtsmonat | mois de naissance
birthday_month: mes de nacimiento | mes de nascimento | monat der geburt
birthday_year: birth year | year of birth | birthday year | geburtsjahr | annee de naissance | jahrgang
birthday_year: ano de nacimiento | ano de nascimento
street: street | street address | address line | address street | strasse | anschrift | strasse und hausnummer
street: strasse hausnummer | rue | calle | rua | address po box | po box | postfach | address extended address
street: extended address | voie | logradouro | domicilio | morada
address: address | postal address | mailing address | address formatted | adresse | postanschrift
address: adresse postale | direccion | direccion postal | endereco
city: city | town | locality | address city | place | ort | stadt | wohnort | ville | localite | commune
city: ciudad | localidad | poblacion | cidade | localidade | municipio
region: region | state | province | county | address region | state province | bundesland | kanton | provinz
region: departement region | provincia | estado | comunidad autonoma | distrito | provincia estado
postcode: postcode | post code | postal code | postalcode | zip | zip code | zipcode | p code
postcode: address postal code | plz | postleitzahl | code postal | cp | codigo postal | cep
country: country | country region | nation | address country | land | land region | staat | pays
country: pays region | pais | pais region
notes: notes | note | comment | comments | remark | remarks | description | notizen | notiz | bemerkung
notes: bemerkungen | anmerkung | anmerkungen | kommentar | remarque | remarques | commentaire | commentaires
notes: notas | nota | observaciones | comentario | comentarios | observacoes | anotacoes | hinweise | info
circles: circle | circles | group | groups | category | categories | tag | tags | label | labels
circles: group membership | list | lists | kreis | kreise | gruppe | gruppen | kategorie | kategorien
circles: groupe | groupes | categorie | etiquette | etiquettes | grupo | grupos | categoria | categorias
circles: etiqueta | etiquetas | circulo | circulos | cercle | cercles
relation: relation | relationship | what they are to me | beziehung | lien | parente | relacion | relacao
how_we_met: how we met | where we met | met at | met through | wie kennengelernt | kennengelernt | source
how_we_met: rencontre | comment nous nous sommes rencontres | como nos conocimos | como nos conhecemos
met_on: met on | connected on | date met | verbunden am | vernetzt am | kennengelernt am | rencontre le
met_on: first met | conectado el | conectado em | connecte le
introduced_by: introduced by | referred by | referrer | introduction by | through | empfohlen von
introduced_by: vorgestellt von | presente par | recommande par | presentado por | referido por
introduced_by: apresentado por | indicado por
rhythm: rhythm in days | rhythm | rhythm days | stay in touch every | contact every
rhythm: rhythmus | rythme | ritmo
interests: interests | interest | hobby | hobbies | what they enjoy | interessen | hobbys | loisirs
interests: centres d interet | intereses | aficiones | interesses | passatempos
messenger: im | messenger name | im value | imaddress | im address | screen name | screenname
messenger: skype | telegram | signal | whatsapp | messenger | xmpp | jabber | icq | aim | chat | twitter
messenger: instagram | mastodon | threema
anniversary: anniversary | wedding anniversary | wedding day | hochzeitstag | jahrestag | aniversario
anniversary: anniversaire de mariage | aniversario de boda | aniversario de casamento
died_on: died on | date of death | death date | todestag | gestorben am | date de deces
died_on: fecha de defuncion | data de falecimento
date: event value | event | date value | datum
related: relation value | spouse | partner | wife | husband | child | children | assistant | assistant name
related: assistants name | assistant s name | manager | managers name | manager s name | mother | father
related: ehepartner | partnerin | kinder | kind | conjoint | enfants | conyuge | hijos | conjuge | filhos
"""

# Words of a title that say where the value belongs, and what the label says then.
PLACES = """
home: home | private | privat | personal | prive | privee | domicile | casa | particular | personnel
home: personnelle | pessoal | residencial
work: work | business | office | geschaftlich | dienstlich | arbeit | buro | professionnel | bureau | trabajo
work: trabalho | profissional | comercial | professionnelle | beruflich
other: other | andere | anderer | anderes | weitere | autre | otro | otra | outro | outra | sonstige
mobile: mobile | mobil | cell | cellular | handy | movil | celular | telemovel | portable | handynummer
mobile: mobilnummer | mobiltelefon | mobilfunk | mobilfunknummer
fax: fax | telefax | faxnummer
pager: pager | pieper
main: main | haupt | zentrale
car: car | autotelefon
isdn: isdn
"""

# Words that say nothing beside another one: "Primary Email", "Telefon Nr."
SILENT = """
primary secondary primare sekundare my the of nr no nummer number numero haupt first second value wert
1 2 3 4 5 6 7 8 9
"""

# What a title says of the value besides its field, where its words say it no other way.
OWN_LABELS = """
spouse: spouse | wife | husband | ehepartner | conjoint | conyuge | conjuge
partner: partner | partnerin
child: child | children | kinder | kind | enfants | hijos | filhos
mother: mother
father: father
assistant: assistant | assistant name | assistants name | assistant's name
manager: manager | managers name | manager's name
anniversary: anniversary
linkedin: linkedin | linkedin url | linkedin profile
blog: blog
skype: skype
telegram: telegram
signal: signal
whatsapp: whatsapp
xmpp: xmpp
jabber: jabber
qq: qq
icq: icq
aim: aim
twitter: twitter
threema: threema
"""

# Telephones of a kind that only Outlook knows, columns whose words mislead, and what no person needs.
WHOLE = {
    "callback": ("phone", "callback"),
    "radio phone": ("phone", "radio"),
    "tty tdd phone": ("phone", "tty"),
    "telex": ("phone", "telex"),
    "isdn": ("phone", "isdn"),
    "company main phone": ("phone", "work main"),
    "primary phone": ("phone", "main"),
    "car phone": ("phone", "car"),
    "mobile": ("phone", "mobile"),
    "cell": ("phone", "mobile"),
    "handy": ("phone", "mobile"),
    "mobil": ("phone", "mobile"),
    "movil": ("phone", "mobile"),
    "celular": ("phone", "mobile"),
    "telemovel": ("phone", "mobile"),
    "portable": ("phone", "mobile"),
    "fax": ("phone", "fax"),
    "telefax": ("phone", "fax"),
    "pager": ("phone", "pager"),
    "assistant s phone": ("", ""),
    "assistants phone": ("", ""),
    "e mail type": ("ignore", ""),
    "e mail 2 type": ("ignore", ""),
    "e mail 3 type": ("ignore", ""),
    "e mail typ": ("ignore", ""),
    "e mail 2 typ": ("ignore", ""),
    "e mail 3 typ": ("ignore", ""),
    "e mail display name": ("ignore", ""),
    "e mail 2 display name": ("ignore", ""),
    "e mail 3 display name": ("ignore", ""),
    "e mail angezeigter name": ("ignore", ""),
    "e mail 2 angezeigter name": ("ignore", ""),
    "e mail 3 angezeigter name": ("ignore", ""),
    "company yomi": ("", ""),
    "personal web page": ("url", "home"),
    "2 vorname": ("additional", ""),
    "land": ("country", ""),
}
