"""The names, houses and towns a crowd is made of; some carried by many, most by few."""

from __future__ import annotations

GIVEN = """
Maria Ana Anna Michael Thomas John David Peter Andreas James Daniel Robert William Elisabeth Elizabeth
Sarah Laura Julia Christian Martin Paul Markus Stefan Alexander Sebastian Mary Patricia Jennifer Linda
Barbara Susan Jessica Karen Nancy Margaret Lisa Sandra Ashley Emily Donna Michelle Carol Amanda Dorothy
Melissa Deborah Stephanie Rebecca Sharon Cynthia Kathleen Amy Angela Shirley Brenda Pamela Emma Nicole
Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Heather Diane Olivia Julie Joyce
Victoria Kelly Lauren Christina Joan Evelyn Judith Megan Andrea Cheryl Hannah Jacqueline Martha Gloria
Teresa Ann Sara Madison Frances Kathryn Janice Jean Abigail Alice Richard Joseph Charles Christopher
Matthew Anthony Mark Donald Steven Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Jason Edward
Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory
Frank Raymond Patrick Jack Dennis Jerry Tyler Aaron José Adam Nathan Henry Douglas Zachary João Luís André
Inês Beatriz Tiago Rui Sofia Mariana Catarina Gonçalo Jürgen Günther Käthe Ingrid Birgit Uwe Klaus Heinz
Ursula Monika Petra Sabine François Hélène Élodie Jérôme Céline Åsa Søren Bjørn Łukasz Małgorzata Piotr
Zoë Chloë Renée Noémie Matthias Wolfgang Ulrich Friedrich Katharina Magdalena Veronika Theresa Franziska
Mario Paula Julian Daniela Dmitri Irina Olga Sergei Natalia Tatiana Yuki Kenji Mei Wei Aisha Fatima Omar
Yusuf Priya Arjun
""".split()  # noqa: SIM905 (a list would be a hundred lines)
FAMILY = """
Silva Santos Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Smith Johnson
Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson
Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera
Campbell Mitchell Carter Roberts Pereira Costa Oliveira Ferreira Rodrigues Martins Sousa Fernandes
Gonçalves Gomes Lopes Marques Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares
Vieira Monteiro Cardoso Rocha Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun
Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler Maier König Novák Kowalski
Wiśniewski Andersson Nilsson Jensen Hansen Olsen Dubois Lefèvre Bernard Rossi Bianchi Ferrari Romano
O'Brien O'Connor MacDonald Murphy Kelly Sullivan Walsh Byrne Ivanov Petrov Tanaka Suzuki Yamamoto Chen
Wang Singh Patel
""".split()  # noqa: SIM905 (a list would be a hundred lines)
BEGIN = """
Ober Unter Stein Wald Berg Lind Hag Strom Nord Sund Kross Brand Falk Grün Holz Marsch Quell Rosen Tann Ulm
""".split()  # noqa: SIM905 (a list would be a hundred lines)
END = """
berger hofer müller dahl quist gaard eck heim wieser bauer feld bach stätter thaler mann lund ström ley
""".split()  # noqa: SIM905 (a list would be a hundred lines)
TAILS = ("", "ović", "escu", "idis", "enko", "sson", "ette", "ino", "alda", "ikh")
SHORT = {
    "Elizabeth": "Liz", "Elisabeth": "Lisa", "Michael": "Mike", "Thomas": "Tom", "Robert": "Bob", "William":
    "Bill", "James": "Jim", "Richard": "Rick", "Katherine": "Kate", "Christopher": "Chris", "Andreas":
    "Andi", "Alexander": "Sascha", "Margaret": "Peggy", "Joseph": "Joe", "Edward": "Ted", "Anthony": "Tony",
    "Benjamin": "Ben", "Samuel": "Sam", "Patricia": "Pat", "Rebecca": "Becky", "Nicholas": "Nick",
    "Matthew": "Matt", "Daniel": "Dan", "Friedrich": "Fritz", "Katharina": "Kathi", "Magdalena": "Lena",
    "Wolfgang": "Wolf", "Susan": "Sue", "Deborah": "Debbie", "Jennifer": "Jen", "Kenneth": "Ken", "Steven":
    "Steve", "Gregory": "Greg", "Jonathan": "Jon", "David": "Dave", "Peter": "Pete", "José": "Pepe",
    "Maria": "Mia",
}  # fmt: skip
HOUSES = (
    "gmail.com",
    "yahoo.com",
    "outlook.com",
    "gmx.de",
    "icloud.com",
    "hotmail.com",
    "web.de",
    "proton.me",
)
CITIES = [
    f"{a}{b}"
    for a in ("Oak", "Lis", "Port", "Berk", "Ham", "Ulm", "Grün")
    for b in ("land", "burg", "ton", "by", "au")
]
HOBBIES = ("surf", "vinyl", "garten", "bike", "mama", "studio", "chess", "luna", "fox")
WAYS = ("email", "phone", "url")


ENDINGS = {
    "Maria": "Mario",
    "Paul": "Paula",
    "Daniel": "Daniela",
    "Julia": "Julian",
    "Mario": "Maria",
    "Andrea": "Andreas",
}
