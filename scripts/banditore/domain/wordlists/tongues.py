"""Words of no language in particular: names of people, names of languages, ordinary words."""

from __future__ import annotations

from banditore.domain.wordlists.commands import DEFAULTS
from banditore.domain.wordlists.roles import words

NAMES = words("""
    alberto alessandro andre andrea angela anna antonio barbara bianchi bruno
    carlo chiara claudia claudio cristina daniela davide dino elena emma
    enrico fabio ferrari francesca francesco franco germaine gino giorgio giovanni
    giulia giuseppe graziella ida ines ivana jacques jean joseph laura louis luc luca
    lucia luciana luigi marcel marco maria marie mario matteo michel mirella monica
    nadia odette paola paolo patrizia paul piera piero pierre pietro remo rene roberto rosa
    rosanna rossi sabrina sara sergio silvia simone simonetta stefano teresa yvonne
""")
"""First names, and some last ones: who signs does not change what is said."""

TONGUES = frozenset(text.lower() for texts in DEFAULTS["language"].values() for text in texts)
"""What languages are called."""

TRUE_WORDS = words("""
    accetta accettano alpini annulee annulees annules annullano annullata annullate annullati
    annullato arrestato arreste arretee arretees arretes arrivo atop attesa autorizza bassa
    basso bastano bastasse bastava bastera basterebbe basti batta bloc bloccata bloccato blocco
    bloque bloquee busta canceled cancellano cancellarsi cancellarti cancellazioni cancelled
    cancelleria cancelletto cancelliere carattere caratteri cassa cassee cassees casses cerca
    chiuso circoscrizione civico communion comuni comunicare comunicato comunione conscrizione
    contatore contatori content contents contenu contenus continuare continuate contrat contrats
    contratti costa crop decrit description descriptions descrit descritta descritto descrizione
    desidera dimenticata dimenticati dimenticato dimenticavo dimmi disattento ditemi dover
    dovere drop elencato elettorale eliminano entrata entrate fermata fermate festa foto grappa
    gratis grazia gusta information interrompu interrompue invia inviato inviti invito iscritti
    lascia lasciata lasciate lasciato lascito laver lavez lesto lettera letti letto lever levez
    listino lustro manda mandano mandati mandato mandria mente mercati mercato messa messe molta
    molti molto moto neve nevica note notizie noto numeroso paghiamo palazzo palla pallone
    parcelle parle parlement passo pasta pazza piano piazza pieno pila pino pioggia pista
    portare potere pouls pour prescrizione prop proscrizione rate rater recensione recessione
    refused refuses resta rimuove rimuovono rinunciato riscrivete riscrivo riserva risolto
    rispetto sale scrivo scrivono servito shop shopping sort sorte sorti sortis sospende
    spegnere step stopped strada strage suppress suspended suspendu suspendue suspendus tanta
    tanti telefonate telefonica telefoniche telefonici telefonico tempi terminal terminato testa
    toglie togliersi tolgono tolleranza tonte top total trascrizione truppa uscita uscite uscito
    valere vasta vista volare volere
""")
"""Ordinary words that are a slip away from one of ours: they are never taken for it."""

MATTERS = words("""
    abbonamenti abonnements albo amende anagrafe antenna appointment appuntamenti appuntamento
    asilo biblioteca bibliotheque bidone bidoni bins bolletta bollette bollettino booking bus
    calcio cantiere cantine cartello cassonetto catechismo class concerto contratto corsi corso
    cotisation courrier courriers cours course creche dossier eau ecole email emails estivo
    facebook festival gara gas ginnastica gita gite gymnastique imu lesson lettera lettere
    lettre lettres library loculo loyer mail mails marche mensa multa multe nido nuoto
    occupazione ordinanza palestra parcheggio parking permis permit piscina piscine posta
    poubelle poubelles pratica prenotazione prenotazioni proces pullman rendez reservation
    reservations residenza rifiuti riunione sci scuola scuolabus semaforo ski skibus sortie
    spettacolo tari tassa tasse tax taxe taxes telegram tessera tesseramento ticket torneo
    tournoi utenze vaccino verbale visita
""")
"""What else one cancels, leaves or wants no more of at a town hall, in any of the languages."""

GETTING = words("""
    arriva arrivano arrivati arrivato arrive arrivee arrivent arriver arrivez recevez recevons
    recois recoit recoivent recu recus riceve ricevera riceverai riceverete riceviamo ricevo
    ricevuta ricevute ricevuti ricevuto
""")
"""What is said of messages that come, or do not."""
