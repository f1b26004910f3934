"""What a French notice must say."""

from __future__ import annotations

from banditore.domain.texts.notice_rules.base import Rules, Topic

_CONTACT = (r"\S@\S", r"https?://", r"\bwww\.", r"\btel", r"\d{3}[ ./-]?\d{3}", r"\bpec\b")

RULES = Rules(
    topics={
        "controller": Topic(
            ((r"responsable (du|de) traitement",), ("{town}",)),
            "Le responsable du traitement est {name}.",
        ),
        "dpo": Topic(
            (
                (
                    r"delegue\w* (a|pour) la protection des donnees",
                    r"\bdpd\b",
                    r"\bdpo\b",
                    r"data protection officer",
                ),
                _CONTACT,
            ),
            "Les coordonnées du délégué à la protection des données sont publiées sur {website}.",
        ),
        "purpose": Topic(
            (
                (
                    r"finalite",
                    r"\bfins?\b",
                    r"\bbut\b",
                    r"pourquoi",
                    r"\bpour (vous |l'|les |des )*(envo|inform|transmet|communi|adress)",
                    r"afin d",
                ),
                (r"\bavis\b", r"messag", r"communicat", r"informat", r"alerte", r"nouvelles"),
            ),
            "Nous utilisons les données uniquement pour vous envoyer les avis de la Commune.",
        ),
        "basis": Topic(
            (
                (r"\bart(icle|\.)? ?6\b", r"base (juridique|legale)", r"\bbase\b", r"liceite"),
                (
                    r"consentement",
                    r"interet public",
                    r"mission",
                    r"\b(lettre|point|let\.) ?[a-f]\b",
                ),
            ),
            "La base est votre consentement (article 6, paragraphe 1, point a du RGPD).",
        ),
        "withdrawal": Topic(
            (
                (r"revo(qu|c)", r"retir", r"retrait", r"chang\w+ d'avis"),
                (r"moment", r"toujours", r"quand", r"librement", r"{leave}"),
            ),
            "Vous pouvez retirer votre consentement à tout moment.",
        ),
        "whatsapp": Topic(
            ((r"whatsapp",), (r"\bmeta\b",)),
            "Les messages sont remis par WhatsApp (WhatsApp Ireland Limited, groupe Meta).",
        ),
        "provider": Topic(
            (("{provider}",),),
            "Le fournisseur qui relie la Commune à WhatsApp est {provider_name} : il reçoit le "
            "numéro et le texte de chaque message.",
        ),
        "inbox": Topic(
            (("{host}",),),
            "Vos messages attendent d'être lus sur un serveur de {host_name}, 14 jours au plus.",
        ),
        "github": Topic(
            ((r"\bgithub\b",),),
            "Le dépôt chiffré est hébergé par GitHub (groupe Microsoft), qui fait aussi "
            "fonctionner le programme.",
        ),
        "transfers": Topic(
            (
                (
                    r"etats[- ]unis",
                    r"\busa\b",
                    r"pays tiers",
                    r"(hors|dehors|exterieur) (de |d)?(l'|la |l)?(union|ue\b|espace|eee\b)",
                    r"hors ue",
                ),
                (
                    r"clauses? (contractuel|type|standard)",
                    r"adequation",
                    r"\bart(icles?|\.)? ?4[4-9]\b",
                    r"privacy framework",
                    r"\bdpf\b",
                ),
            ),
            "Un transfert hors de l'Union européenne n'a lieu qu'avec les garanties des articles "
            "45 et 46 du RGPD (décision d'adéquation ou clauses contractuelles types).",
        ),
        "retention": Topic(
            (
                (
                    r"(pendant )?combien de temps",
                    r"(duree|delai|periode|temps) de conservation",
                    r"\bconserv",
                    r"\bgard(ons|e)",
                    r"jusqu'a quand",
                ),
                (
                    r"\btant qu",
                    r"jusqu",
                    r"aussi longtemps",
                    r"pendant (toute )?la duree",
                    r"pour la duree",
                    r"au[- ]dela",
                ),
            ),
            "Nous conservons les données tant que vous restez inscrit et que le service existe.",
        ),
        "complaint": Topic(
            (
                (r"\bgarante?\b", r"autorite de controle", r"\bcnil\b"),
                (r"reclamation", r"plainte", r"recours"),
            ),
            "Vous pouvez introduire une réclamation auprès du Garante per la protezione dei dati "
            "personali.",
        ),
        "age": Topic(
            ((r"\b1[4-8] ans\b", r"\b(quatorze|seize|dix-huit) ans\b"),),
            "Vous pouvez vous inscrire si vous avez 14 ans révolus.",
        ),
        "leaving": Topic(
            (("{leave}",), (r"ecri", r"envo", r"messag", r"texte", r"\bmots?\b", r":")),
            "Pour vous désinscrire, écrivez {leave_words} à notre numéro.",
        ),
    },
    rights={
        "access": Topic(((r"\bacce(s|der)\b",),), "l'accès à vos données"),
        "rectification": Topic(((r"rectifi", r"corrig", r"correction"),), "leur rectification"),
        "erasure": Topic(((r"effac", r"suppr", r"oubli"),), "leur effacement"),
        "restriction": Topic(((r"limit(er|ation)",),), "la limitation de leur traitement"),
        "portability": Topic(
            ((r"portabilite", r"format (structur|lisible|couram)", r"les recevoir"),),
            "de les recevoir dans un format lisible par un programme",
        ),
    },
    rights_where=r"droit",
    rights_range=(
        r"\bart(icles?|\.)? ?15"
        r"( ?(-|\u2013|/) ?| (a|et) |, ?16, ?17, ?18.{0,9})"
        r"(2[0-2]|suivants)"
    ),
    erasing=(
        (
            r"\bcles?\b",
            r"versions? (precedent|ancien|passe|anterieur)",
            r"historique",
            r"\bcopies?\b",
            r"sauvegarde",
        ),
        (
            r"illisible",
            r"inutilisable",
            r"detrui",
            r"(chang|remplac|renouvel)\w+",
            r"nouvelle cle",
            r"aucune",
            r"\b(effac|supprim)\w+",
            r"\b(ne|n').{0,60}\bplus\b",
        ),
    ),
    erasing_paste=(
        "Dans les {time}, nous changeons la clé : dès lors, aucune clé de la Commune n'ouvre "
        "plus les versions précédentes de la liste."
    ),
    outcomes=((r"message", r"\bavis\b"), (r"\bremis", r"delivre", r"distribue")),
    outcomes_paste="Pendant {days} jours, nous gardons si le message a été accepté, remis ou lu.",
    times={1: "24 heures", 7: "7 jours", 31: "31 jours"},
    units={
        r"heures?": 1,
        r"jours?": 24,
        r"semaines?": 7 * 24,
        r"mois": 31 * 24,
        r"ans?|annees?": 366 * 24,
    },
    numbers={
        "un": 1,
        "une": 1,
        "deux": 2,
        "trois": 3,
        "sept": 7,
        "dix": 10,
        "quinze": 15,
        "trente": 30,
        "trente et un": 31,
        "soixante": 60,
    },
)
