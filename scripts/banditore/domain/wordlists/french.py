"""French words by the part they play, as folded: lower case, no accents, an apostrophe a space."""

from __future__ import annotations

from banditore.domain.wordlists.roles import Role

WORDS: dict[Role, str] = {
    Role.SMALL: """
        ai aujourd avec bien c commune dans definitive definitivement deja desormais
        dorenavant en hui ici immediate immediatement jen l maintenant maire mairie objet
        par reste suite totale toujours traitement tres trop urgence urgent vraiment y
    """,
    Role.THAT: "qu que",
    Role.ARTICLE: "la le les un une",
    Role.FROM: "depuis",
    Role.OF: "d de",
    Role.TO: "a au aux",
    Role.FOR: "pour",
    Role.ABOUT: "concernant propos sur",
    Role.AND: "et",
    Role.BUT: "mais",
    Role.ME: "m me moi",
    Role.MY: "ma mes mon",
    Role.YOUR: "sa ses tes ton vos votre",
    Role.THIS: "ce ces cet cette",
    Role.HAVE: "as avez avons ayez",
    Role.BE: "est etre faire fais fait faites fasse font sois soit sommes suis",
    Role.SUBJECT: "ca ils nous on tu vous",
    Role.WANT: """
        accepte aimerai aimerais autorise consens desirerais exige jveux jvoudrais
        prefererai prefererais souhaiterai souhaiterais souhaitons tiens veu veus veux
        volonte voudrai voudrais voulais vouloir voulons
    """,
    Role.REQUEST: "confirme demandais demande demander demandons informe",
    Role.NEED: "besoin dois envie fallait faut intention peine",
    Role.CAN: "allez devez peux pourrais pourriez pouvez pouvoir veuillez voudrez voudriez voulez",
    Role.MAY: "puis",
    Role.NOT: "non",
    Role.NE: "n ne",
    Role.PAS: "pas",
    Role.NEVER: "jamais",
    Role.MORE: "autre autres davantage",
    Role.PLUS: "plu plus",
    Role.ASK: "combien ou pourquoi quel quelle quelles quels qui quoi",
    Role.HOW: "comment",
    Role.POSSIBLE: "derange possible probleme temps",
    Role.DOUBT: "crois eventuellement failli hesite pensais pense peut-etre",
    Role.LATER: "apres avant demain prochain prochaine",
    Role.WRITE: "ecrire ecris ecrivant ecrives ecrivez",
    Role.TELL: "cliquer cliquez mot repondez repondre taper tapez texte",
    Role.WROTE: "clique ecrit envoye tape",
    Role.MISTAKE: "blague erreur plaisanterie rigolade trompe trompee",
    Role.SAYS: "aimerait desirerait disait disent dit preferait souhaiterait",
    Role.PERSON: """
        ami amie amis collegue compagne compagnon copain copine cousin cousine elle elles
        enfant enfants femme fille filles fils frere gendre grand locataire maman mari mere
        neveu niece oncle parents partenaire pere quelqu soeur tante voisin voisine
    """,
    Role.QUIT: "arret arrets arrett off stop stopp",
    Role.ENOUGH: "assez basta ras suffit",
    Role.HALT: """
        arrete arreter arretez arretons bloquer bloquez cesse cesser cessez desactivation
        desactive desactiver desactivez eviter evitez interrompez interrompre lachez stoppe
        stopper stoppez suspendez suspendre
    """,
    Role.EXIT: """
        desabonne desabonnement desabonner desabonnes desabonnez desincription desincrire
        desincris desinscri desinscription desinscriptions desinscrire desinscrirer
        desinscris desinscrit desinscrive desinscrivent desinscrives desinscrivez
    """,
    Role.CLEAR: """
        annuler annulez bannir delister effacer effacez eliminer eliminez enlever enlevez
        excluez exclure oter otez oublie oubliez radier radiez rayer rayez resilier resiliez
        retirer retirez supprimer supprimes supprimez
    """,
    Role.CLEARS: "annule efface enleve fermer fermez raye resilie retire supprime",
    Role.TAKE: "barrez biffez degagez oublier sortez tracez virer virez",
    Role.CLEARED: """
        desabonnee desinscrite desinscrites desinscrits effacee enlevee radiee rayee retiree
        supprimee
    """,
    Role.ENROLLED: """
        ajoutee averti avertie contacte contactee derangee importune importunee informee
        informes inscrit inscrite
    """,
    Role.CLEARING: "annulation effacement radiation resiliation retrait suppression",
    Role.GO: "abandonne casse partir quitte quitter sors sortir vais",
    Role.REVOKE: "interdis oppose opposition refuse refuser revoque revoquer",
    Role.RECEIVE: """
        avoir beneficier continuer lire participer profiter receverai recevoir recevoire
        recoive voir
    """,
    Role.SEND: """
        adresser adressez appeler appelez contacter contactes contactez envoie envoyer
        envoyes envoyez telephoner telephonez transmettez transmettre utiliser utilisez
    """,
    Role.BOTHER: """
        deranger derangez embeter embetez emmerder emmerdez gonfler gonflez harceler
        harcelez importuner importunez polluer saouler saoules saoulez soulez spammer
    """,
    Role.LIKE: "interesse interessee interessent interesses interet",
    Role.LET: "fiche fichez fous foutez laisse laissez",
    Role.PART: "partie",
    Role.STAY: "apparaitre figurer rester",
    Role.PEACE: "paix tranquille tranquilles",
    Role.MESSAGES: """
        alertes annonces avis betises categorie categories choses communications conneries
        envoi envois message messages notifications pub publicite publicites pubs sms texto
        textos trucs
    """,
    Role.MESSAGE: """
        annonce communication information informations infos notification nouvelles
        renseignements
    """,
    Role.LIST: """
        base canal chat contacts diffusion fichier fichiers groupe groupes liste listes
        repertoire
    """,
    Role.SERVICE: "service services",
    Role.NUMBER: "contact coordonnees nom numero numeros portable tel telephone",
    Role.SUBSCRIPTION: """
        abonnement accord adhesion autorisation consentement inscription inscriptions
    """,
    Role.NOTHING: "aucun aucune rien",
    Role.DATA: "donnee donnees rgpd",
    Role.KNOW: "acceder acces conservez detenez garder gardez possedez sais sait savez",
    Role.SINCE: "dernierement hier semaine semaines",
    Role.WHEN: "dimanche matin nuit samedi soir tard",
    Role.REASON: """
        bol bon bordel change chier con connard connards cons cretins cul debiles demenage
        fatigue fatiguee foutre gueule habite harcelement idiots imbeciles
        inutile inutiles marre merde nuls plein putain saoule soule vie
    """,
    Role.COURTESY: """
        amabilite avance beaucoup bonjour bonjours bonne bonsoir bonte cordialement coucou
        desole desolee gentillesse gre il journee madame merci mercis mesdames messieurs
        mille monsieur plait prie remercie remerciements revoir s salut salutations slt
        soiree stp svp te
    """,
    Role.JOIN: """
        abonne abonner abonnez adhere adherer inscrirai inscrirais inscrire inscrirez
        inscris inscrive inscrivez reinscrire reinscris
    """,
    Role.ONLY: "exclusivement juste seul seulement seules uniquement",
    Role.ALSO: "aussi egalement",
    Role.EXCEPT: "excepte hormis sans sauf",
    Role.ALL: "tous tout toute toutes",
    Role.YES: "oui",
    Role.SPEAK: "langue parle parlez passer passez",
    Role.AGAIN: "encore",
    Role.THEY: "ont",
    Role.OF_THE: "des du",
    Role.ADD: "ajoute ajouter ajoutez",
    Role.ENTER: "activer activez entrer integrer mets mettez rejoindre remets remettez",
    Role.FINISH: "fin fini finie finis termine terminee",
    Role.SIGNED: "soussigne soussignee",
    Role.TIMES: "fois",
    Role.GIVE_UP: "renonce renoncer",
    Role.SO: "alors donc",
    Role.WANTS: "desire prefere souhaite veut voudrait",
    Role.ONCE: "quand",
    Role.CAN_THREE: "doit peut pourrait pouvait",
    Role.BECAUSE: "car parce puisque",
    Role.THANKFUL: "reconnaissant reconnaissante",
    Role.EXCUSE: "excuse excusez pardonnez",
    Role.SPEAKER: "j je jme",
    Role.DAY: "jour",
    Role.CEASE: "epargner epargnez",
    Role.HAD: "avais avait aviez avions",
}
