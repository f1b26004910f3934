"""Italian words by the part they play, as folded: lower case, no accents, an apostrophe a space."""

from __future__ import annotations

from banditore.domain.wordlists.roles import Role

WORDS: dict[Role, str] = {
    Role.SMALL: """
        adesso affatto allora ancora assolutamente bene ce ci completa comunale comunali
        comune comunque con cosi davvero definitiva definitivamente ecco egregio finalmente
        fino fra gentile gentili gentilmente gia gli immediata immediatamente immediato in
        informativi informativo insomma io istituzionale lei li lo loro lui minimamente
        municipale municipio neanche negli nei nel nell nella nelle nello nemmeno noi o oggi
        ora ormai perke poi prego presto proprio pure qua qui quindi santa semplicemente
        sempre sindaco spettabile subito te ti totale tra trattamento troppo tu urgente
        urgentemente ve veramente vi via vogliate voi volta volte xche xke
    """,
    Role.THAT: "che ke",
    Role.ARTICLE: "i il l la le un una uno",
    Role.FROM: "da dagli dai dal dall dalla dalle dallo",
    Role.OF: "d degli dei del dell della delle dello di",
    Role.TO: "a ad agli ai al all alla alle allo",
    Role.FOR: "per x",
    Role.ABOUT: "circa riguardanti riguardo su sugli sui sul sull sulla sulle sullo",
    Role.AND: "e ed",
    Role.BUT: "ma pero",
    Role.ME: "m me mi",
    Role.MY: "mia mie miei mio",
    Role.YOUR: "sua sue suo suoi tua tue tuo tuoi vostra vostre vostri vostro",
    Role.THIS: """
        quegli quei quel quella quelle quest questa queste questi questo simili sta ste sti
        sto tale tali
    """,
    Role.HAVE: "abbiamo avete avevamo avevo avuto ha hai hanno ho",
    Role.BE: """
        esser essere faccia facciano faccio far fare fate fatemi fatto fosse sarebbe sia
        siamo son sono venga venire venisse
    """,
    Role.SUBJECT: "sei siete",
    Role.WANT: """
        accettare accetto acconsento autorizzo desidererei desideriamo desidero gradirei
        gradisco intenderei intendo necessito piacerebbe preferirei preferisco vlglio vog
        vogio vogli vogliamo voglio voglo vojo voler volere volessi volevo volgio volio
        vorei voremmo vorrei vorremmo
    """,
    Role.REQUEST: """
        chiederei chiediamo chiedo chiesto comunico confermo decido deciso detto domanda
        esigo informo insisto invito pregasi pregato pregherei pretendo richiedo richiesta
        richiesto ripeto segnalo sollecitare sollecito voluto
    """,
    Role.NEED: "bisogno devo dobbiamo dovrei intenzione necessita voglia",
    Role.CAN: """
        deve devi dovete dovreste mettete possono potete potrebbe potreste potresti
        procedere procedete provveda provvedere provvedete puo puoi volete vuoi vuole
    """,
    Role.MAY: "possiamo posso potrei",
    Role.NOT: "mica nin nn non nun",
    Role.NO: "no",
    Role.NEVER: "mai",
    Role.MORE: "altra altre altri altro oltre piu ulteriori ulteriormente",
    Role.ASK: "chi cosa dove perche qual quale quali quando quanta quanti quanto",
    Role.HOW: "come",
    Role.IF: "finche qualora quandunque se",
    Role.SI: "si",
    Role.POSSIBLE: "dispiace disturba possibile possibilmente riuscite",
    Role.DOUBT: """
        credo dubbio eventualmente forse indecisa indeciso ipotesi magari pensando pensavo
        penso quasi valutando
    """,
    Role.LATER: "domani dopo dopodomani giorno prima prossima prossimo",
    Role.WRITE: "scriva scrivendo scrivere scrivete scrivi scriviamo scriviate",
    Role.TELL: """
        clicca cliccare comando digita digitando digitare digitate digiti frase parola
        premere premi rispondendo rispondere rispondete rispondi tasto testo
    """,
    Role.WROTE: "cliccato digitato inviato mandato premuto schiacciato scritto",
    Role.MISTAKE: "errore involontariamente sbagliando sbagliato sbaglio",
    Role.SAYS: "chiede dice diceva dicono disse scrive",
    Role.PERSON: """
        amica amici amico collega compagna compagno cugina cugino figli figlia figlio
        fratello madre mamma marito moglie nipote nonna nonni nonno padre papa qualcuno
        sorella suocera suocero vicina vicino zia zio
    """,
    Role.QUIT: "dtop off sotp srop stiop stob stol stop stopall stopo stopp stops stpo tsop",
    Role.ENOUGH: "bast basta bastaa",
    Role.HALT: """
        astenetevi blocca bloccare bloccate cessare cessate cessiate desistete disattiva
        disattivare disattivate disattivi evitare evitate evitatemi evitiate fermare fermate
        fermatevi finiate finire finirla finiscila finitela interrompere interrompete
        interrompi interrompiate piantala piantarla piantatela piantiate risparmiatemi
        smetta smettere smetterla smettete smettetela smetti smettiate smettila sospendere
        sospendete sospendi sospendiate spegnete terminare terminate
    """,
    Role.EXIT: """
        deiscrivermi deiscrivo desiscrivermi desiscrivetemi desiscrivo disabbonamento
        disabbonare disabbonarmi disabbonatemi disabbono disinscrivermi disinscrivetemi
        disinscrivo disiscrivere disiscrivermi disiscrivervi disiscrivete disiscrivetemi
        disiscrivi disiscrivimi disiscrivo disiscrizione dissociarmi
    """,
    Role.EXIT_ME: """
        bannatemi cancelame cancelatemi cancellami cancellateci cancellatelo cancellateme
        cancellatemi cancellimi canzelame canzellatemi cassatemi depennami depennatemi
        disabilitatemi disattivami disattivatemi eliminami eliminateci eliminatelo
        eliminatemi escludetemi escludimi estromettetemi levami levatemi radiatemi
        rimuoveteci rimuovetemi rimuovimi scancellami scancellatemi scollegatemi sfilatemi
        sganciatemi toglieteci toglietelo toglietemi toglimelo toglimi tolgami
    """,
    Role.EXIT_ALSO: """
        cancelarmi cancellarmi depennarmi disattivarmi eliminarmi escludermi levarmi
        rimuovermi scancellarmi togliermi
    """,
    Role.CLEAR: """
        annulla annullare annullate annulli annullo cancella cancellar cancellare cancellate
        cancellereste cancelleresti cancelliate cancellino depenna depennare depennate
        disabilita disabilitare disabilitate disattivo disdico disdire elimina eliminare
        eliminate eliminereste elimini elimino escludere escludete levare levate levo
        rimuova rimuovere rimuovereste rimuovete rimuovi rimuovo scancella scancellare
        scancellate togli togliate togliere toglierebbe togliereste toglieresti togliete
        tolga tolgo
    """,
    Role.GATE: "cancello",
    Role.CLEARS: "cancelli chiudere chiudete chiudi leva",
    Role.TAKE: "cavatemi tiratemi tireme",
    Role.CLEARED: """
        cancellata cancellati cancellato depennata depennato disiscritta disiscritto
        eliminata eliminato esclusa escluso rimossa rimosso tolta tolto
    """,
    Role.ENROLLED: """
        aggiornata aggiornato avvisata avvisato contattata contattati contattato disturbata
        disturbati disturbato importunata importunato inclusa incluso informata informato
        inserita inserito iscritta iscritti iscritto presente
    """,
    Role.CLEARING: """
        annullamento cancellazione disattivazione disdetta disdette eliminazione esclusione
        interruzione recesso revoca rimozione sospensione
    """,
    Role.GO: """
        abbandonare abbandono andarmene esco fuori lasciare lascio recedere recedo uscire
        uscirei uscirne vado
    """,
    Role.REVOKE: """
        diffido oppongo opposizione proibisco revocare revocate revoco rifiuto rinunciare
        rinuncio ritirare ritirate ritiro vieto
    """,
    Role.RECEIVE: """
        arrivare arrivarmi arrivino avere averne continuare leggere riceva ricevendo ricever
        ricevere riceverle riceverli riceverlo riceverne riceviate sapere saperne sapervi
        seguire sentire sentirne sentirvi vedere vederli
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
        interessava interesse occorre occorrono piacciono piace serve servono
    """,
    Role.LET: "lasciami lasciarmi lasciateci lasciatemi",
    Role.PART: "parte",
    Role.STAY: "restare rimanere starci stare",
    Role.PEACE: "pace perdere stai tranquilla tranquillo",
    Role.MESSAGES: """
        aggiornamenti avvisi bollettini categoria categorie cavolate cazzate comunicati
        comunicazioni contenuti cose email fesserie genere informazioni invio mail mess
        messaggi messaggini messaggistica messagi mex msg msgs mssg news newsletter
        notifiche notizie pubblicita pubblicitari ricezione roba robe schifezze scocciature
        segnalazioni sms spam stronzate stupidaggini tipo uotsapp uso utilizzo wa wapp
        watsapp whatsapp
    """,
    Role.MESSAGE: "avviso comunicazione informazione messaggio notifica notizia",
    Role.LIST: """
        archivio broadcast canale canali chat contatti coso database destinatari
        distribuzione elenchi elenco gruppi gruppo indirizzario lista liste mailing rubrica
        sistema
    """,
    Role.SERVICE: "servizi servizio",
    Role.NUMBER: """
        cell cellulare contatto nome nominativo num numeri numero recapito telefonino
        telefono utenza
    """,
    Role.SUBSCRIPTION: """
        abbonamento account adesione autorizzazione consenso iscrizione iscrizioni profilo
        registrazione sottoscrizione
    """,
    Role.NOTHING: "alcun alcuna alcuno nessun nessuna nessuno nient niente nnt nnte null nulla",
    Role.DATA: "dati dato gdpr informativa privacy",
    Role.KNOW: """
        accedere accesso conoscete conservate mantenere possedete raccogliete sai sapete
        tenere tenete tenetemi trattate
    """,
    Role.SINCE: "giorni ieri mese mesi settimana settimane ultimamente",
    Role.WHEN: """
        agosto alba cena domenica festa festivi mattina mattino natale notte notturni
        notturno pasqua pranzo sabato sera serali tardi vacanze weekend
    """,
    Role.REASON: """
        abbastanza abito andate anni anziana anziano balle bastardi buffoni cambiando
        cambiato cambio cavoli cavolo caz cazz cazzo cellulari coglione coglioni continue
        continui continuo cretini culo deceduta deceduto deficienti denuncio diamine dio
        esasperato esaurito fanculo fastidio fastidiosi idioti imbecilli incapaci infami
        insulti inutile inutili ladri madonna maledetti maroni marroni memoria merda mezzo
        miseria molesti molestie morta morto motivi motivo nauseato nuovo odiosi ok okay
        ossessivi paese pagliacci palle persecuzione piena pieno porca residente rispetto
        rompendo rompi rompicoglioni rompimenti rompipalle rompiscatole rotto rottura
        rotture santo saturo scatole scemi schifo scocciato scocciatori seccato seccatori
        sopporto spazio stanca stancato stanco stress stressato stronzi stronzo stufa
        stufata stufato stufi stufo stupide stupidi torno trasferita trasferiti trasferito
        traslocata traslocato troppe troppi uffa vaffa vaffanculo vecchi vecchia vecchio
        vivo
    """,
    Role.COURTESY: """
        anticipo arrivederci buon buona buonanotte buonasera buondi buongiorno buono ciao
        cordiali cordialmente cortesemente cortesia distinti disturbo favore gentilezza
        giornata grazie grazzie grz infinite mille perfavore pf pfv piacere pls pomeriggio
        ringrazio saluti saluto salve scusa scusami scusate scusi serata signora signore
        signori tante xfavore
    """,
    Role.JOIN: """
        abbonarmi abbonatemi aderire aderisco aggiungetemi aggiungimi attivami attivatemi
        inserirmi inseritemi iscriva iscriverci iscrivere iscrivermi iscriverti iscrivete
        iscrivetemi iscrivi iscrivimi iscriviti iscrivo registrami registrarmi registratemi
        registro
    """,
    Role.ONLY: "esclusivamente solamente solo soltanto unicamente",
    Role.ALSO: "aggiungere aggiungete aggiungi aggiungo anche inoltre",
    Role.EXCEPT: "eccetto fuorche meno salvo senza tranne",
    Role.ALL: "tutta tutte tutti tutto",
    Role.SPEAK: "capisco lingua parla parlate parlo",
}
