"""The rules in `policy/service.yaml`."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "policy-missing": Sentence(
        it=("manca il file {path}", "crealo: senza, il servizio non parte"),
        fr=("il manque le fichier {path}", "créez-le : sans lui, le service ne démarre pas"),
        en=("the file {path} is missing", "create it: the service does not start without"),
    ),
    "policy-stray": Sentence(
        it=("nessuno legge questo file", "in policy/ stanno: {permitted}"),
        fr=("personne ne lit ce fichier", "dans policy/ se trouvent : {permitted}"),
        en=("nobody reads this file", "what belongs in policy/: {permitted}"),
    ),
    "policy-stray-similar": Sentence(
        it=("nessuno legge questo file", "forse il nome giusto è {similar}"),
        fr=("personne ne lit ce fichier", "le bon nom est peut-être {similar}"),
        en=("nobody reads this file", "perhaps its name should be {similar}"),
    ),
    "language-missing": Sentence(
        it=("in «{key}» manca la lingua «{language}»", "aggiungi una riga «{language}: …»"),
        fr=(
            "dans « {key} » il manque la langue « {language} »",
            "ajoutez une ligne « {language}: … »",
        ),
        en=("“{key}” lacks the language “{language}”", "add a line “{language}: …”"),
    ),
    "language-not-offered": Sentence(
        it=(
            "«{key}» ha un testo nella lingua «{language}», che il servizio non offre",
            "togli la riga, oppure aggiungi la lingua a «languages»",
        ),
        fr=(
            "« {key} » a un texte dans la langue « {language} », que le service n'offre pas",
            "enlevez la ligne, ou ajoutez la langue à « languages »",
        ),
        en=(
            "“{key}” has a text in “{language}”, a language that the service does not offer",
            "remove the line, or add the language to “languages”",
        ),
    ),
    "number-invalid": Sentence(
        it=(
            "il numero non è completo o contiene altro che cifre",
            "scrivilo con il prefisso internazionale: +39 333 000 0000",
        ),
        fr=(
            "le numéro n'est pas complet ou contient autre chose que des chiffres",
            "écrivez-le avec l'indicatif international : +39 333 000 0000",
        ),
        en=(
            "the number is not complete, or holds other things than digits",
            "write it with its international prefix: +39 333 000 0000",
        ),
    ),
    "zone-unknown": Sentence(
        it=("il fuso orario «{value}» non esiste", "per l'Italia: Europe/Rome"),
        fr=("le fuseau horaire « {value} » n'existe pas", "pour l'Italie : Europe/Rome"),
        en=("there is no time zone “{value}”", "for Italy: Europe/Rome"),
    ),
    "out-of-range": Sentence(
        it=("«{key}» non può essere {value}", "scegli un valore tra {least} e {most}"),
        fr=("« {key} » ne peut pas être {value}", "choisissez une valeur entre {least} et {most}"),
        en=("“{key}” cannot be {value}", "choose a value between {least} and {most}"),
    ),
    "hours-backwards": Sentence(
        it=(
            "le ore «{value}» finiscono prima di cominciare",
            "scrivi prima l'inizio e poi la fine, nello stesso giorno: 08:00-19:00",
        ),
        fr=(
            "les heures « {value} » finissent avant de commencer",
            "écrivez le début puis la fin, le même jour : 08:00-19:00",
        ),
        en=(
            "the hours “{value}” end before they begin",
            "write their beginning, then their end, of the same day: 08:00-19:00",
        ),
    ),
    "hours-urgent": Sentence(
        it=(
            "la categoria urgente «{category}» non può aspettare le ore {value}",
            "togli la riga «hours»: ciò che è urgente parte sempre",
        ),
        fr=(
            "la catégorie urgente « {category} » ne peut attendre les heures {value}",
            "enlevez la ligne « hours » : ce qui est urgent part toujours",
        ),
        en=(
            "the urgent category “{category}” cannot wait for the hours {value}",
            "remove the line “hours”: what is urgent always leaves",
        ),
    ),
    "silence-backwards": Sentence(
        it=("il silenzio finisce prima di cominciare", "«until» viene dopo «from»"),
        fr=("le silence finit avant de commencer", "« until » vient après « from »"),
        en=("the silence ends before it begins", "“until” comes after “from”"),
    ),
    "silence-long": Sentence(
        it=(
            "il silenzio dura {days} giorni",
            "controlla l'anno: prima di un voto ne bastano meno di {most}",
        ),
        fr=(
            "le silence dure {days} jours",
            "vérifiez l'année : avant un vote, moins de {most} suffisent",
        ),
        en=("the silence lasts {days} days", "check the year: before a vote it is under {most}"),
    ),
    "silence-overlaps": Sentence(
        it=(
            "questo silenzio si sovrappone a quello della riga {line} ({categories})",
            "se è voluto va bene: valgono entrambi",
        ),
        fr=(
            "ce silence chevauche celui de la ligne {line} ({categories})",
            "si c'est voulu, c'est bien : les deux valent",
        ),
        en=(
            "this silence overlaps the one on line {line} ({categories})",
            "if that is meant, all is well: both hold",
        ),
    ),
    "silence-of-nothing": Sentence(
        it=("la categoria «{name}» non esiste", "categorie possibili: {permitted}"),
        fr=("la catégorie « {name} » n'existe pas", "catégories possibles : {permitted}"),
        en=("there is no category “{name}”", "possible categories: {permitted}"),
    ),
    "silence-urgent": Sentence(
        it=(
            "la categoria urgente «{name}» non si può mettere a tacere",
            "togli «{name}» dall'elenco: le emergenze sono sempre indispensabili",
        ),
        fr=(
            "la catégorie urgente « {name} » ne peut être réduite au silence",
            "enlevez « {name} » de la liste : les urgences sont toujours indispensables",
        ),
        en=(
            "the urgent category “{name}” cannot be silenced",
            "take “{name}” off the list: emergencies are always indispensable",
        ),
    ),
    "lease-too-short": Sentence(
        it=(
            "«{key}» è troppo breve: un altro avvio subentrerebbe a messaggio non ancora concluso",
            "deve essere più del doppio di «message_timeout»",
        ),
        fr=(
            "« {key} » est trop bref : une autre exécution s'en mêlerait avant la fin d'un message",
            "il doit dépasser le double de « message_timeout »",
        ),
        en=(
            "“{key}” is too short: another run would take over before a message is done",
            "it must be more than twice “message_timeout”",
        ),
    ),
    "phrase-twice": Sentence(
        it=(
            "la frase «{phrase}» vale già per «{other}»: il cittadino sarebbe frainteso",
            "lasciala in uno solo dei due comandi",
        ),
        fr=(
            (
                "la phrase « {phrase} » vaut déjà pour « {other} » : on ne saurait pas ce que veut "
                "le citoyen"
            ),
            "laissez-la dans une seule des deux commandes",
        ),
        en=(
            "the phrase “{phrase}” already means “{other}”: nobody could tell what a citizen wants",
            "leave it in one of the two commands",
        ),
    ),
    "category-name-twice": Sentence(
        it=("«{name}» è già il nome della categoria «{other}»", "scegli un altro nome"),
        fr=("« {name} » est déjà le nom de la catégorie « {other} »", "choisissez un autre nom"),
        en=("“{name}” is already the name of the category “{other}”", "choose another name"),
    ),
    "branch-invalid": Sentence(
        it=(
            "«{value}» non può essere il nome di un ramo per gli iscritti",
            "usa «main», oppure un nome come «state»",
        ),
        fr=(
            "« {value} » ne peut pas être le nom d'une branche pour les inscrits",
            "utilisez « main », ou un nom comme « state »",
        ),
        en=(
            "“{value}” cannot be the name of a branch for the list",
            "use “main”, or a name such as “state”",
        ),
    ),
    "removed-before-suspended": Sentence(
        it=(
            (
                "«remove_after» ({remove_after}) deve essere maggiore di «suspend_after» "
                "({suspend_after})"
            ),
            "un numero prima si sospende, poi si toglie",
        ),
        fr=(
            (
                "« remove_after » ({remove_after}) doit être plus grand que « suspend_after » "
                "({suspend_after})"
            ),
            "un numéro est d'abord suspendu, puis retiré",
        ),
        en=(
            "“remove_after” ({remove_after}) must be more than “suspend_after” ({suspend_after})",
            "a number is suspended first, and removed later",
        ),
    ),
}
