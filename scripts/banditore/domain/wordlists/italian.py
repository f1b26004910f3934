"""Italian words by the part they play, as folded: lower case, no accents, an apostrophe a space."""

from __future__ import annotations

from banditore.domain.wordlists.roles import Role

WORDS: dict[Role, str] = {
    Role.SMALL: """
        adesso affatto art articolo assolutamente bene ce ci codesto completa comunale
        comunali comune comunque con cosi davvero definitiva definitivamente diritto ecco
        effetto egregio finalmente fino fra gentile gentili gentilissimi gentilmente gia gli
        immediata immediatamente immediato in informativi informativo insomma invece io
        istituzionale lei li loro lui minimamente municipale municipio neanche negli nei nel
        nell nella nelle nello nemmeno noi o oggetto oggi ora ormai perke poi
        precedentemente prego presente prestato presto proprio pure qua qui resto santa
        semplicemente sempre sensi sindaco spettabile stesso subito te ti totale tra
        trattamento troppo tu urgente urgentemente va ve veramente vi vogliate voi xche xke
    """,
    Role.THAT: "che ke",
    Role.ARTICLE: "i il l la le lo un una uno",
    Role.FROM: "da dagli dai dal dall dalla dalle dallo",
    Role.OF: "d di",
    Role.TO: "a ad agli ai al all alla alle allo",
    Role.FOR: "per x",
    Role.ABOUT: "circa riguardanti riguardo su sugli sui sul sull sulla sulle sullo",
    Role.AND: "e ed",
    Role.BUT: "ma pero",
    Role.ME: "m me mi",
    Role.MY: "mia mie miei mio propria",
    Role.YOUR: "sua sue suo suoi tua tue tuo tuoi vostra vostre vostri vostro vs vss",
    Role.THIS: """
        quegli quei quel quella quelle quest questa queste questi questo simili sta ste sti
        sto tale tali
    """,
    Role.HAVE: "abbiamo avete avuto ha hai ho",
    Role.BE: """
        era esser essere esserne fa facciano faccio far fare fate fatto fosse sarebbe sia
        siamo siano son sono venga vengano veniate venire venisse
    """,
    Role.SUBJECT: "sei siete",
    Role.WANT: """
        accettare accetto acconsento autorizzo desidererei desideriamo desidero gradirei
        gradisco intenderei intendo necessito piacerebbe preferirei preferisco veui veuj
        vlglio vog vogghiu vogio vogli vogliamo voglio voglo vojo voler volere volessi
        volevo volgio volio volonta vorei voremmo vorrei vorremmo vuogghiu
    """,
    Role.REQUEST: """
        auspico chiederei chiediamo chiedo chiesto comunico confermo decido deciso detto
        domanda esercitare esercito esigo informo insisto invito meglio prega pregasi
        pregato pregherei pretendo richiedo richiesta richiesto ripeto scelgo segnalo
        sollecitare sollecito speriamo spero voluto
    """,
    Role.NEED: "bisogna bisogno devo dobbiamo dovrei intenzione necessita sa voglia",
    Role.CAN: """
        devi dovete dovreste fammi fatemi possono potesse potessi poteste potete potreste
        potresti procedere procedete provveda provvedere provvedete puoi voleste volete vuoi
    """,
    Role.MAY: "possiamo posso potrei",
    Role.NOT: "mica nin nn non nun",
    Role.NO: "no zero",
    Role.NEVER: "mai",
    Role.MORE: "altra altre altri altro chiu oltre pi piu pu ulteriori ulteriormente",
    Role.ASK: "chi cosa dove perche qual quale quali quanta quante quanti quanto",
    Role.HOW: "come modo",
    Role.IF: "appena finche qualora quandunque se",
    Role.SI: "si",
    Role.POSSIBLE: "dispiace disturba possibile possibilmente problema problemi riuscite tempo",
    Role.DOUBT: """
        credo dispiacerebbe dubbio eventualmente forse indecisa indeciso ipotesi magari
        peccato pensando pensavo penso quasi spiacerebbe stavo valutando
    """,
    Role.LATER: "domani dopo dopodomani prima prossima prossimo",
    Role.WRITE: "scriva scrivendo scrivere scrivete scrivi scriviamo scriviate",
    Role.TELL: """
        clicca cliccare comando dicitura digita digitando digitare digitate digiti formula
        frase parola premere premi rispondendo rispondere rispondete rispondi scritta
        scrivevamo scrivevo tasto testo
    """,
    Role.WROTE: "cliccato digitato inviato mandato premuto risposto schiacciato scritto",
    Role.MISTAKE: """
        errore involontariamente sbagliando sbagliato sbaglio scherzando scherzavo scherzo
    """,
    Role.SAYS: """
        chiede chiederebbe desidera desiderano desidererebbe dice diceva dicono disse
        gradirebbe intende intendono preferirebbe preferisce scrive vorrebbe vorrebbero
    """,
    Role.PERSON: """
        amica amici amico badante bisnonna bisnonno cognata cognato coinquilino collega
        compagna compagno convivente cugina cugino fidanzata fidanzato figli figlia figlio
        fratello genero genitori inquilina inquilino madre mamma marito moglie nipote nipoti
        nonna nonni nonno nuora padre papa parente parenti qualcuno sorella suocera suocero
        vicina vicino zia zii zio
    """,
    Role.MESSAGES: """
        aggiornamenti avvisi bollettini buffonata buffonate categoria categorie cavolate
        cazzate comunicati comunicazioni contenuti cose fesserie genere immondizia
        informazioni invio mesag mesagi mess messaggi messaggini messaggistica messagi mex
        missaggi msg msgs mssg news newsletter notifiche notizie pagliacciata pagliacciate
        pubblicita pubblicitari ricezione roba robaccia robe schifezze scocciature
        segnalazioni sms spam spazzatura stronzate stupidaggini tipo uotsapp uso utilizzo wa
        wapp watsapp whatsapp
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
    Role.NOTHING: """
        alcun alcuna alcuno gnente gnun nessun nessuna nessuno nient niente nnt nnte null
        nulla
    """,
    Role.DATA: "dati dato gdpr informativa privacy",
    Role.KNOW: """
        accedere accesso conoscete conservate mantenere possedete raccogliete sai sapete so
        tenere tenete tenetemi trattate
    """,
    Role.SINCE: "giorni ieri mese mesi settimana settimane tanto ultimamente",
    Role.WHEN: """
        agosto alba cena domenica festa festivi mattina mattino natale notte notturni
        notturno pasqua pranzo sabato sera serali tardi vacanze weekend
    """,
    Role.REASON: """
        abbastanza abito andate anni anziana anziano balle bastardi buffoni cambiando
        cambiato cambio cavoli cavolo caz cazz cazzo cellulari coglione coglioni continue
        continui continuo cretini culo deceduta deceduto deficienti denuncio diamine dio
        esasperato esaurito fanculo fastidio fastidiosi idioti imbecilli incapaci infami
        insulti inutile inutili ladri lavoro madonna maledetti maroni marroni memoria merda
        mezzo miseria molesti molestie morta morto motivi motivo nauseato nuovo odiosi ok
        okay ossessivi paese pagliacci palle persecuzione piena pieno porca residente
        rispetto rompendo rompi rompicoglioni rompimenti rompipalle rompiscatole rotto
        rottura rotture santo saturo scatole scemi schifo scocciato scocciatori seccato
        seccatori sopporto spazio stanca stancato stanco stress stressato stronzi stronzo
        stufa stufata stufato stufi stufo stupide stupidi torno trasferita trasferiti
        trasferito traslocata traslocato troppe troppi uffa vaffa vaffanculo vecchi vecchia
        vecchio vivo
    """,
    Role.COURTESY: """
        amabilita anticipo arrivederci buon buona buonanotte buonasera buondi buongiorno
        buono ciao cordiali cordialmente cortesemente cortesia distinti disturbo egregi ehi
        favore gentilezza giornata grazie grazzie grz illustrissimi infinite mille perfavore
        pf pfv piacere pls pomeriggio raga ragazzi ringrazio saluti saluto salve scusa
        scusami scusate scusi serata signora signore signori spett spettabili tante xfavore
    """,
    Role.ONLY: "esclusivamente solamente solo soltanto unicamente",
    Role.ALSO: "anche anke inoltre",
    Role.EXCEPT: "eccetto fuorche meno salvo senza tranne",
    Role.ALL: "ogni qualsiasi qualunque tutta tutte tutti tutto",
    Role.SPEAK: "cambiate capisco lingua parla parlate parlo passa passate",
    Role.AGAIN: "ancora",
    Role.THEY: "hanno",
    Role.OF_THE: "degli dei del dell della delle dello",
    Role.SIGNED: "intestataria intestatario scrivente sottoscritta sottoscritto titolare",
    Role.TIMES: "volta volte",
    Role.SO: "allora dunque eccolo percio pertanto quindi",
    Role.ONCE: "quando",
    Role.CAN_THREE: "deve potrebbe puo vuole",
    Role.BECAUSE: "giacche poiche siccome visto",
    Role.THANKFUL: """
        apprezzerei contenta contento felice grata grate grati grato lieta lieto
        riconoscente
    """,
    Role.DAY: "giorno",
    Role.AHEAD: "avanti",
    Role.RETHINK: "idea ripensato",
    Role.HAD: "avevamo avevate avevi avevo",
}
