"""Receipts that are not as our software writes them."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "receipt-stray": Sentence(
        it=(
            "questo file non è una ricevuta",
            "in messages/receipts stanno solo i file scritti dal programma: spostalo altrove",
        ),
        fr=(
            "ce fichier n'est pas un reçu",
            "messages/receipts ne contient que ce que le programme écrit : déplacez-le",
        ),
        en=(
            "this file is no receipt",
            "only what the program writes belongs in messages/receipts: move it elsewhere",
        ),
    ),
    "receipt-unreadable": Sentence(
        it=(
            "la ricevuta è rovinata e non si può leggere; l'avviso vale comunque come inviato",
            "rimetti la versione precedente: git log -- messages/receipts",
        ),
        fr=(
            "le reçu est abîmé et illisible ; la communication compte quand même comme envoyée",
            "remettez la version précédente : git log -- messages/receipts",
        ),
        en=(
            "the receipt is damaged and cannot be read; the broadcast still counts as sent",
            "put its earlier version back: git log -- messages/receipts",
        ),
    ),
    "receipt-foreign": Sentence(
        it=(
            "la ricevuta parla di un altro avviso («{other}»); questo vale comunque come inviato",
            "qualcuno l'ha copiata o rinominata: guarda chi, con git log -- messages/receipts",
        ),
        fr=(
            "le reçu parle d'une autre communication (« {other} ») ; celle-ci compte comme envoyée",
            "quelqu'un l'a copié ou renommé : voyez qui, avec git log -- messages/receipts",
        ),
        en=(
            "the receipt is about another broadcast (“{other}”); this one still counts as sent",
            "somebody copied or renamed it: see who, with git log -- messages/receipts",
        ),
    ),
    "receipt-does-not-add-up": Sentence(
        it=(
            "nella ricevuta i numeri non tornano: la somma degli esiti non è «audience»",
            "il programma non la scrive così: guarda chi l'ha cambiata, con git log",
        ),
        fr=(
            "les nombres du reçu sont faux : la somme des résultats n'est pas « audience »",
            "le programme ne l'écrit pas ainsi : voyez qui l'a changé, avec git log",
        ),
        en=(
            "the receipt's numbers are wrong: the outcomes do not add up to “audience”",
            "the program does not write it so: see who changed it, with git log",
        ),
    ),
    "receipt-times": Sentence(
        it=(
            "le ore della ricevuta non possono essere vere",
            "l'orologio di una macchina è sbagliato, o qualcuno l'ha cambiata: guarda con git log",
        ),
        fr=(
            "les heures du reçu ne peuvent être vraies",
            "l'horloge d'une machine est fausse, ou quelqu'un l'a changé : voyez avec git log",
        ),
        en=(
            "the receipt's times cannot be true",
            "a machine's clock is wrong, or somebody changed it: see with git log",
        ),
    ),
}
