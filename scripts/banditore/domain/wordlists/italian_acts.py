"""Italian words for what is wished: to leave, to cease, to send, to join. As folded."""

from __future__ import annotations

from banditore.domain.wordlists.roles import Role

WORDS: dict[Role, str] = {
    Role.QUIT: "altola dtop off sotp srop stiop stob stol stop stopall stopo stopp stops stpo tsop",
    Role.ENOUGH: "bast basta bastaa",
    Role.HALT: """
        astenetevi blocca bloccare bloccate cessare cessate cessiate desistete disattiva
        disattivare disattivate disattivi evitare evitate evitatemi evitiate fatela fermare
        fermate fermatevi finiate finire finirla finiscila finitela interrompere
        interrompete interrompi interrompiate piantala piantarla piantatela piantiate
        risparmiatemi smetta smettere smetterla smettete smettetela smetti smettiate
        smettila sospendere sospendete sospendi sospendiate spegnete terminare terminate
    """,
    Role.EXIT: """
        deiscrivo desiscrivo disabbonamento disabbonare disabbono disinscrivo disiscrivere
        disiscrivervi disiscrivete disiscrivi disiscriviti disiscrivo disiscrizione
    """,
    Role.EXIT_ME: """
        bannatemi bloccami bloccatemi cancelame cancelatemi cancellami cancellateci
        cancellateme cancellatemi cancellimi canzelame canzellatemi cassatemi depennami
        depennatemi desiscrivetemi dimenticami dimenticatemi disabbonatemi disabilitatemi
        disattivami disattivatemi disinscrivetemi disiscrivetemi disiscrivimi eliminami
        eliminateci eliminatemi escludetemi escludimi estromettetemi gavame gaveme gavemi
        levami levatemi leveme radiatemi rimuoveteci rimuovetemi rimuovimi scancellami
        scancellatemi scollegatemi scordatemi sfilatemi sganciatemi tireme toglieteci
        toglietemi toglimi toleme tolgami tolme
    """,
    Role.EXIT_ALSO: """
        cancelarmi cancellarmi deiscrivermi depennarmi desiscrivermi disabbonarmi
        disattivarmi disinscrivermi disiscrivermi dissociarmi eliminarmi escludermi levarmi
        rimuovermi scancellarmi togliermi
    """,
    Role.CLEAR: """
        annulla annullare annullate annulli annullo cancella cancellar cancellare cancellate
        cancellereste cancelleresti cancelliate cancellino depenna depennare depennate
        disabilita disabilitare disabilitate disattivo disdico disdire elimina eliminare
        eliminate eliminereste elimini elimino escludere escludete interrompo levare levate
        levo rimuova rimuovere rimuovereste rimuovete rimuovi rimuovo scancella scancellare
        scancellate sospendo togli togliate togliere toglierebbe togliereste toglieresti
        togliete tolga tolgo
    """,
    Role.GATE: "cancello",
    Role.CLEARS: "cancelli chiudere chiudete chiudi leva",
    Role.TAKE: """
        butta buttate cava cavami cavate cavatemi dimentica dimenticare dimenticarvi
        dimenticate dimenticatevi dimenticati scordarvi scordate scordatevi scordati
        strappate tira tirami tirate tiratemi
    """,
    Role.CLEARED: """
        cancellata cancellati cancellato depennata depennato disiscritta disiscritto
        eliminata eliminato esclusa escluso rimossa rimosso tolta tolto
    """,
    Role.ENROLLED: """
        aggiornata aggiornati aggiornato aggiunta aggiunto avvisata avvisato coinvolta
        coinvolto contattata contattati contattato disturbata disturbati disturbato
        importunata importunato inclusa incluso informata informato inserita inseriti
        inserito iscritta iscritti iscritto registrata registrato
    """,
    Role.CLEARING: """
        annullamento cancellazione disattivazione disdetta disdette eliminazione esclusione
        interruzione oblio recesso revoca rimozione sospensione
    """,
    Role.GO: """
        abbandonare abbandono andarmene escire esco fuori lasciare lascio recedere recedo
        scomparire sparire uscire uscirei uscirne vado
    """,
    Role.REVOKE: """
        diffido nego oppongo opposizione proibisco revocare revocate revoco rifiuto ritirare
        ritirate ritiro vieto
    """,
    Role.RECEIVE: """
        arrivare arrivarmi arrivasse arrivassero arrivi arrivino avere averle averli averlo
        averne avvalermi beneficiare continuare leggere riceva ricevendo ricever ricevere
        riceverle riceverli riceverlo riceverne ricevessi riceviate sapere saperne sapervi
        seguire sentire sentirne sentirvi servirmi usufruire usufruirne vedere vederli
    """,
    Role.SEND: """
        contattare contattate fatevi inoltrare inoltrate inviare inviaste inviate invii
        mandando mandare mandaste mandate mandi mandiate messaggiare messaggiate spammare
        spammate spedire spedite trasmettere trasmettete usare usate utilizzare utilizzate
    """,
    Role.BOTHER: """
        assillare assillate bombardare bombardate disturbare disturbate importunare
        importunate infastidire infastidite intasare intasate martellate molestare molestate
        rompere rompete scocciate seccare seccate stressare stressate tartassare tartassate
        tormentare tormentate
    """,
    Role.SEND_ME: """
        aggiornatemi assillarmi bombardarmi contattami contattarci contattarmi contattateci
        contattatemi disturbarmi disturbatemi inoltratemi inviami inviarci inviarmene
        inviarmi inviateci inviatemene inviatemi mandami mandarci mandarmeli mandarmene
        mandarmi mandateci mandatemele mandatemeli mandatemene mandatemi riempirmi rompermi
        rompetemi scriverci scrivermi scriveteci scrivetemi scrivimi stressarmi stressatemi
        tartassarmi tempestarmi tormentarmi
    """,
    Role.LIKE: """
        frega fregano importa interessa interessano interessata interessati interessato
        interessava interesse occorre occorrono piacciono piace serve servono tengo
    """,
    Role.LET: "lasciami lasciarmi lasciateci lasciatemi lasseme",
    Role.PART: "parte",
    Role.STAY: "apparire comparire esserci figurare restare rimanere starci stare",
    Role.PEACE: "pace perdere stai tranquilla tranquillo",
    Role.JOIN: """
        abbonare abbonarmi abbonatemi abbono aderire aderisco aggiungermi aggiungetemi
        aggiungimi attivami attivatemi inserirmi inseritemi iscriva iscriverci iscrivere
        iscriverei iscrivermi iscrivermici iscrivero iscriversi iscriverti iscrivervi
        iscrivete iscrivetemi iscrivi iscriviamo iscrivimi iscriviti iscrivo registrami
        registrare registrarmi registratemi registro reiscrivermi riiscrivermi riiscrivetemi
        riiscrivo riscrivermi riscrivetemi riscrivimi unirmi
    """,
    Role.ADD: "aggiungere aggiungete aggiungi aggiungo inserire inserite inserisci inserisco",
    Role.ENTER: """
        accendete accendi aggregare attiva attivare attivate entrarci entrare entrerei entro
        mettermi mettete mettetemi mettimi partecipare rientrare rimettete rimettetemi
        ritornare
    """,
    Role.FINISH: "fine via termina termino finito finiti finita",
    Role.GIVE_UP: "rinunciare rinuncio",
    Role.CEASE: "finite",
    Role.HALTED: """
        cessato interrotta interrotte interrotti interrotto sospesa sospese sospesi sospeso
    """,
}
