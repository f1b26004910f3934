"""What an Italian notice must say."""

from __future__ import annotations

from banditore.domain.texts.notice_rules.base import Rules, Topic

_CONTACT = (r"\S@\S", r"https?://", r"\bwww\.", r"\btel", r"\d{3}[ ./-]?\d{3}", r"\bpec\b")

RULES = Rules(
    topics={
        "controller": Topic(
            ((r"\btitolar[ei]\b",), ("{town}",)),
            "Il titolare del trattamento è {name}.",
        ),
        "dpo": Topic(
            (
                (
                    r"responsabile (della |per la |di )?protezione (dei |di )?dati",
                    r"\br\.?p\.?d\b",
                    r"\bdpo\b",
                    r"data protection officer",
                ),
                _CONTACT,
            ),
            "I recapiti del Responsabile della protezione dei dati sono pubblicati su {website}.",
        ),
        "purpose": Topic(
            (
                (
                    r"finalita",
                    r"\bscop[oi]\b",
                    r"\bperche\b",
                    r"\bper (l'invio|inviar|mandar|informar|comunicar|trasmetter|far)",
                    r"al fine di",
                    r"allo scopo",
                ),
                (r"avvis", r"messagg", r"comunicazion", r"informa", r"notizi", r"allert"),
            ),
            "Usiamo i dati soltanto per inviarti gli avvisi del Comune.",
        ),
        "basis": Topic(
            (
                (
                    r"\bart(icol[oi]|t?\.)? ?6\b",
                    r"base (giuridica|legale)",
                    r"\bbase\b",
                    r"liceita",
                ),
                (r"consenso", r"interesse pubblico", r"compit[oi]", r"\blett(era|\.)? ?[a-f]\b"),
            ),
            "La base è il tuo consenso (articolo 6, paragrafo 1, lettera a del GDPR).",
        ),
        "withdrawal": Topic(
            (
                (r"revoc", r"ritir\w+ (il |del |tuo |suo )*consenso", r"cambi\w* idea"),
                (r"moment", r"sempre", r"quando", r"liberament", r"qualsiasi", r"{leave}"),
            ),
            "Puoi revocare il consenso in qualsiasi momento.",
        ),
        "whatsapp": Topic(
            ((r"whatsapp",), (r"\bmeta\b",)),
            "I messaggi sono consegnati da WhatsApp (WhatsApp Ireland Limited, gruppo Meta).",
        ),
        "provider": Topic(
            (("{provider}",),),
            "Il fornitore che collega il Comune a WhatsApp è {provider_name}: riceve il numero e "
            "il testo di ogni messaggio.",
        ),
        "inbox": Topic(
            (("{host}",),),
            "I tuoi messaggi attendono di essere letti su un server di {host_name}, al massimo per "
            "14 giorni.",
        ),
        "github": Topic(
            ((r"\bgithub\b",),),
            "L'archivio cifrato è ospitato da GitHub (gruppo Microsoft), che fa funzionare anche "
            "il programma.",
        ),
        "transfers": Topic(
            (
                (
                    r"stati uniti",
                    r"\busa\b",
                    r"paes[ei] terz",
                    r"(fuori|esterno)\w* (d[ae]ll'|d[ae]llo |d[ae]l )(unione|ue\b|spazio|see\b)",
                    r"extra[- ]?(ue|see|europe)",
                ),
                (
                    r"clausol\w+ (contrattual|tipo|standard)",
                    r"adeguat",
                    r"\bart(icol[oi]|t?\.)? ?4[4-9]\b",
                    r"privacy framework",
                    r"\bdpf\b",
                ),
            ),
            "Un trasferimento fuori dall'Unione europea avviene soltanto con le garanzie degli "
            "articoli 45 e 46 del GDPR (decisione di adeguatezza o clausole contrattuali tipo).",
        ),
        "retention": Topic(
            (
                (
                    r"per quanto tempo",
                    r"(period|temp|durat|termin)\w* (di|della|dei) conservazione",
                    r"\bconserv",
                    r"\bten(iamo|uti|ut[ao])\b",
                ),
                (
                    r"\bfinche\b",
                    r"\bfino (a|al|alla|all'|ad|quando)\b",
                    r"\bfino all'",
                    r"\bsino (a|al|alla|ad)\b",
                    r"per (tutta )?la durata",
                    r"non oltre",
                    r"(per il|del|al) (tempo|periodo)",
                ),
            ),
            "Conserviamo i dati finché resti iscritto e il servizio esiste.",
        ),
        "complaint": Topic(
            (
                (r"\bgarante\b", r"autorita di controllo"),
                (r"reclam", r"ricors", r"segnala", r"rivolg"),
            ),
            "Puoi presentare reclamo al Garante per la protezione dei dati personali.",
        ),
        "age": Topic(
            (
                (
                    r"\b1[4-8] anni\b",
                    r"\b(quattordici|sedici|diciotto) anni\b",
                    r"quattordicenn",
                    r"maggiorenn",
                ),
            ),
            "Puoi iscriverti se hai compiuto 14 anni.",
        ),
        "leaving": Topic(
            (("{leave}",), (r"scriv", r"invi", r"mand", r"messag", r"testo", r"parol", r":")),
            "Per cancellarti scrivi {leave_words} al nostro numero.",
        ),
    },
    rights={
        "access": Topic(((r"\bacce(ss|d)",),), "accedere ai tuoi dati"),
        "rectification": Topic(((r"rettific", r"corregg", r"correzion"),), "correggerli"),
        "erasure": Topic(
            ((r"cancella(zion|re\b|rl[ie]|t[ie]\b)", r"oblio", r"eliminar", r"eliminazion"),),
            "cancellarli",
        ),
        "restriction": Topic(((r"limita(r|zion)\w*",),), "limitarne il trattamento"),
        "portability": Topic(
            (
                (
                    r"portabil",
                    r"format[oi] (struttur|leggib|di uso)",
                    r"riceverl[ie]",
                    r"ricevere i",
                ),
            ),
            "riceverli in un formato leggibile da un programma",
        ),
    },
    rights_where=r"diritt",
    rights_range=(
        r"\bart(icol[io]|t?\.)?( da| dal)? ?15"
        r"( ?(-|\u2013|/) ?| (a|al|e) |, ?16, ?17, ?18.{0,9})"
        r"(2[0-2]|seguenti|ss)"
    ),
    erasing=(
        (
            r"\bchiav",
            r"version[ei] (precedent|vecch|passat|anterior)",
            r"cronologia",
            r"storic",
            r"\bcopi[ae]\b",
            r"backup",
        ),
        (
            r"illeggibil",
            r"inutilizzabil",
            r"distrugg",
            r"distrutt",
            r"(cambi|sostitui|ruot|rinnov)\w+",
            r"nuov[ae] chiav",
            r"nessuno",
            r"\b(elimin|cancell|sovrascr)\w+",
            r"non .{0,60}\bpiu\b",
        ),
    ),
    erasing_paste=(
        "Entro {time} cambiamo la chiave: da allora nessuna chiave del Comune apre più le "
        "versioni precedenti dell'elenco."
    ),
    outcomes=((r"messagg", r"avvis"), (r"consegnat", r"recapitat")),
    outcomes_paste=(
        "Per {days} giorni teniamo se un messaggio è stato accettato, consegnato o letto."
    ),
    times={1: "24 ore", 7: "7 giorni", 31: "31 giorni"},
    units={
        r"or[ae]": 1,
        r"giorn[oi]|gg": 24,
        r"settiman[ae]": 7 * 24,
        r"mes[ei]": 31 * 24,
        r"ann[oi]": 366 * 24,
    },
    numbers={
        "un": 1,
        "uno": 1,
        "una": 1,
        "due": 2,
        "tre": 3,
        "sette": 7,
        "dieci": 10,
        "quindici": 15,
        "trenta": 30,
        "trentuno": 31,
        "sessanta": 60,
        "novanta": 90,
    },
)
