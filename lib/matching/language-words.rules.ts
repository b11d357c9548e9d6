/** Nothing but letters and signs that English has too. */
export const ascii = /^\p{ASCII}*$/u;

/**
 * Small words of languages other than English, without their marks, as people also type them. Left out is what is an
 * English word as well ("men", "door", "met") unless the language has no sentence without it.
 */
const smallWords = {
  romance:
    "le la les des est pas une un et je vous nous dans pour que qui sur avec ce cette mais não uma você para com " +
    "os as isso mais por que el los las es muy como pero una esta del al en y hoy te doy con sin su tu mi se ha " +
    "lo le gli della oggi il che non per sono di da aujourd hoje agora",
  french: "toi tous avez votre vos notre chez aussi faire gratuit gratuitement maintenant argent ici acheter tres",
  spanish: "usted tienes tiene todo todos ahora aqui gana dinero comprar porque cuando quiero gratis nuestro cada",
  portuguese: "voce nao muito tem sem meu minha seu sua ganhe dinheiro voces ele ela tudo ate pelo pela nosso",
  italian: "questo questa anche subito soldi senza tutti nostro vostro molto adesso perche sei degli delle",
  german:
    "ist nicht und der die das ich sie wir ein eine mit auf den von dem zu heute jetzt kein keine nur auch noch " +
    "oder wenn kostenlos einen einem euch uns zum zur dein deine mein meine sehr mehr hier",
  dutch:
    "het een niet van ik je zijn naar kom ook maar wij jij jouw jullie geen deze voor aan hij zij wordt worden " +
    "hebben heeft kunt hier meer gratis nog wel moet alle geld kopen koop klik snel vandaag dit mijn uw terug hoe",
  turkish:
    "ve bir bu ne da icin cok daha ile gibi kadar hemen simdi ucretsiz bedava uye olun kazan tikla degil evet " +
    "hayir nasil ama veya sonra burada benim senin bizim yeni iyi",
  polish:
    "nie jest sie jak czy dla tak juz ze tylko oraz przez jego moje mnie ciebie teraz tutaj kup darmowy darmowe " +
    "pieniadze bardzo prosze dzisiaj",
  nordic:
    "och jag inte som det att ett har og ikke jeg eller hvad hvor ogsa mycket meget bara kun mig dig fra til uden " +
    "utan alla alle",
  indonesian:
    "yang untuk dengan ini itu dari tidak ada saya kamu anda akan bisa juga sudah atau karena kami kita sekarang " +
    "daftar beli jual murah",
  vietnamese: "khong cua duoc nhung voi nguoi tien ngay hoac cho nay mua ban gia rat dung nhanh",
  finnish:
    "ja ei ole mutta kun niin minun sinun hyva kiitos osta myyn myydaan halpa nopea uusi vanha ilmainen nyt taalla " +
    "kanssa ovat olen mina sina jos vain myos",
  czech:
    "neni jsem jsou ale jako nebo pro kdyz jen take muj moje prodam koupim kupte levne novy stary zdarma ted tady " +
    "dekuji prosim velmi bez po som nie ako alebo predam lacno dakujem",
  hungarian:
    "nem hogy egy ez az meg csak vagy mert nagyon elado olcso uj regi ingyen most itt koszonom vegyel nelkul van " +
    "volt lesz kell minden",
  romanian:
    "nu este sunt pentru cu din mai dar sau foarte fara acum aici asta acest vand cumpara ieftin nou vechi gratuit " +
    "multumesc scrie tau mea mele",
  southSlavic:
    "nije jeste sam smo ste ali ili kao samo vrlo bez ova ovaj ovo prodajem kupi kupujem jeftino novo staro besplatno " +
    "sada ovdje hvala moje tvoje gdje zasto",
  baltic:
    "yra nera ir bet kaip tik labai be parduodu perku pirkite pigiai naujas senas nemokamai dabar cia aciu mano tavo " +
    "un nav bet ari pardodu perku leti jauns vecs paldies tagad ei ole ja aga vaga muua osta odav uus tasuta",
  tagalog:
    "ang mga ng hindi ito na sa ako ikaw siya kami tayo salamat bumili benta mura bago luma libre ngayon dito wala " +
    "huwag para po naman lang",
  malay: "adalah bukan jangan tak nak boleh sangat baru lama percuma sini terima kasih harga barang palsu asli",
  swahili: "ni na kwa hii huu hiyo si hapana nzuri sana nunua nauza bei rahisi mpya bure sasa hapa asante wangu yangu",
  // What people say who buy and sell, in the languages above whose lists are of other small words.
  trade:
    "este eres soy hay donde nunca siempre vendo vende compra compro barato barata baratos precio tienda envio nuevo " +
    "falso chegou compre loja preco novo nova entrega obrigado obrigada comprei achetez vends vendre cher livraison " +
    "rapide merci faux acheter moins kaufe kaufen verkaufe verkaufen billig neu schnell danke lieferung gefalscht " +
    "compro vendo prezzo economico nuovo veloce spedizione grazie falso verkoop verkopen goedkoop nieuw nieuwe dank " +
    "satilik satin ucuz hizli sahte yeni alin sprzedam kupie tanie tanio nowy nowa dziekuje szybka szybko kop kjop kob " +
    "saljer selger saelger billigt billig ny nya nye snabb rask hurtig tack takk tak jual palsu murah",
} as const;

/**
 * Words of the lists that stand in names, dishes and brands among English ones ("Café de Flore", "per person"), or that are
 * English as well: one of them alone makes no text foreign.
 */
export const weakWords: ReadonlySet<string> = new Set(
  (
    "le la les des une un et je que sur ce mais para com os as el los las es como pero esta del al en te con sin su tu " +
    "mi se ha lo il che non per sono di da chez bar das die den der von zu auf mit und ist van het een kom aan hij zij " +
    "alle ve bir ne da ile evet yeni sie tak kup och det att har for ada kami kita dan ni na si po sa ng ja ei be bet ir " +
    "un nav tik leti sam bez kao ali most meg van volt nu cu din sau mea mele ban gia cho dung mua nay rat lama tak nak " +
    "sini baru asli bago mura luma lang libre benta bure bei mina sina kun niin vain ale jako pro jen ted bez ako som " +
    "nova novo cher rapide neu billig dank ny nye kop kob rask tack merci nunca tienda este soy hay compra free taking " +
    "ovo staro sana hapa kupi pare uus aga osta jos olen vaga odav mano perku senas vecs tau az ez egy kell lesz uj regi"
  ).split(" "),
);

export const otherWords: ReadonlySet<string> = new Set(Object.values(smallWords).flatMap((words) => words.split(" ")));

/** Letters with marks that each language has: a word of it holds no others, and one at least. */
const marks = [
  ["French", "àâçéèêëîïôùûüÿœæ"],
  ["Spanish", "áéíñóúü"],
  ["Portuguese", "áâãàçéêíóôõú"],
  ["Italian", "àèéìòù"],
  ["German", "äöüß"],
  ["Dutch", "áéëïóöü"],
  ["Turkish", "çğıöşüâî"],
  ["Polish", "ąćęłńóśźż"],
  ["Swedish", "åäöé"],
  ["Danish and Norwegian", "åæøé"],
  ["Vietnamese", "àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ"],
  ["Czech and Slovak", "áäčďéěíĺľňóôŕřšťúůýž"],
  ["Hungarian", "áéíóöőúüű"],
  ["Romanian", "ăâîșşțţ"],
  ["Finnish and Estonian", "äöåõüšž"],
  ["Croatian and Serbian", "čćđšž"],
  ["Lithuanian", "ąčęėįšųūž"],
  ["Latvian", "āčēģīķļņšūž"],
] as const;

export const tellingLetters: readonly RegExp[] = marks.map(
  ([, letters]) => new RegExp(`^(?=.*[${letters}])[a-z${letters}]+$`, "u"),
);

/** What English took from elsewhere and keeps as it was, with its marks or without. */
export const loans = new RegExp(
  `(?<!\\p{L})(?:${[
    "mi casa(?: es)? su casa",
    "en (?:suite|route|masse|bloc)",
    "(?:et|inter) al(?:ia)?",
    "[àa] la(?: (?:carte|mode))?",
    "al (?:dente|fresco)",
    "c'?est la vie",
    "je ne sais quoi",
    "coup d['’][ée]tat",
    "per (?:se|day|person|week|month|kg|piece|item|order)",
    "que sera",
    "(?:el|la) ni[ñn][oa]",
    "los angeles|las vegas|el paso|la jolla|san (?:francisco|diego|jose)",
    "d[ée]j[àa] vu",
    "vis[- ][àa][- ]vis",
    "caf[ée]s?|r[ée]sum[ée]s?|na[ïi]ve|clich[ée]s?|fianc[ée]e?s?|d[ée]cor|fa[çc]ade|pi[ñn]atas?|jalape[ñn]os?",
    "pok[ée]mons?|cr[èe]me|br[ûu]l[ée]e|[ée]clairs?|entr[ée]es?|pur[ée]e|saut[ée]|touch[ée]|matin[ée]e|expos[ée]",
    "prot[ée]g[ée]s?|ros[ée]|se[ñn]or(?:ita)?|[üu]ber|d[ée]coupage|appliqu[ée]|moir[ée]|lam[ée]|l'or[ée]al|herm[èe]s",
    "nestl[ée]|beyonc[ée]|c[ée]line|citro[ëe]n|lanc[ôo]me|chlo[ée]",
  ].join("|")})(?!\\p{L})`,
  "giu",
);
