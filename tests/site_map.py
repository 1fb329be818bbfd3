"""DESIGN's site map: which page stands where, in each language."""

PREFIX = {"da": "", "en": "en/"}
SLUGS = {  # key → address in Danish and in English
    "home": ("", ""),
    "overdose": ("overdosis", "overdose"),
    "urgent": ("haster", "urgent"),
    "advice": ("raad", "advice"),
    "safer-injecting": ("raad/fix-mere-sikkert", "advice/safer-injecting"),
    "equipment": ("raad/vaerktoej", "advice/equipment"),
    "veins": ("raad/aarer-og-stiksteder", "advice/veins-and-sites"),
    "smoke-snort-swallow": ("raad/ryge-sniffe-sluge", "advice/smoking-snorting-swallowing"),
    "cocaine": ("raad/kokain", "advice/cocaine"),
    "pills": ("raad/piller", "advice/tablets"),
    "avoid-overdose": ("raad/undgaa-overdosis", "advice/avoiding-overdose"),
    "after-a-break": ("raad/efter-pause-eller-faengsel", "advice/after-a-break-or-prison"),
    "after-a-risk": ("raad/stik-og-delt-vaerktoej", "advice/needlestick-and-shared-kit"),
    "hepatitis-c": ("raad/hepatitis-c", "advice/hepatitis-c"),
    "hepatitis-a-b": ("raad/hepatitis-a-og-b", "advice/hepatitis-a-and-b"),
    "hiv": ("raad/hiv", "advice/hiv"),
    "wounds": ("raad/saar-bylder-feber", "advice/wounds-abscesses-fever"),
    "methadone": ("raad/metadon-og-buprenorphin", "advice/methadone-and-buprenorphine"),
    "pregnant": ("raad/gravid", "advice/pregnant"),
    "children": ("raad/boern-i-hjemmet", "advice/children-at-home"),
    "rights": ("raad/rettigheder", "advice/your-rights"),
    "find-help": ("hjaelp", "find-help"),
    "about": ("om", "about"),
    "streetpatrol": ("om/streetpatrol", "about/streetpatrol"),
    "members": ("om/for-medlemmer", "about/for-members"),
    "history": ("om/historie", "about/history"),
    "opening-hours": ("aabningstider", "opening-hours"),
    "relatives": ("paaroerende", "relatives"),
    "organisations": ("foredrag-og-samarbejde", "for-organisations"),
    "guidance": ("foredrag-og-samarbejde/vejledning", "for-organisations/guidance"),
    "information": ("foredrag-og-samarbejde/viden", "for-organisations/expert-information"),
    "opinion": ("foredrag-og-samarbejde/udtalelse", "for-organisations/expert-opinion"),
    "lecture": ("foredrag-og-samarbejde/foredrag", "for-organisations/lecture"),
    "contacts": ("foredrag-og-samarbejde/kontakter", "for-organisations/contacts"),
    "write": ("foredrag-og-samarbejde/skriv", "for-organisations/write"),
    "sent": ("foredrag-og-samarbejde/tak", "for-organisations/thank-you"),
    "pamphlets": ("pjecer", "pamphlets"),
    "safer-injecting-trifold": ("pjecer/fix-mere-sikkert", "pamphlets/safer-injecting"),
    "overdose-card": ("pjecer/overdosis-kort", "pamphlets/overdose-card"),
    "overdose-poster": ("pjecer/overdosis-plakat", "pamphlets/overdose-poster"),
    "hepatitis-c-pocket": ("pjecer/hepatitis-c", "pamphlets/hepatitis-c"),
    "relatives-booklet": ("pjecer/til-paaroerende", "pamphlets/for-relatives"),
    "sources": ("kilder", "sources"),
    "sources-abroad": ("kilder/fra-andre-lande", "sources/from-other-countries"),
    "a-to-z": ("a-til-aa", "a-to-z"),
    "about-this-site": ("om-siden", "about-this-site"),
    "take-along": ("raad/tag-med", "advice/take-along"),
    "leave": ("forlad-siden", "leave-quickly"),
    "privacy": ("privatliv", "privacy"),
    "accessibility": ("tilgaengelighed", "accessibility"),
}
UNLISTED = {"sent"}  # nobody looks for it: the form leads there


def path_of(key: str, lang: str) -> str:
    slug = SLUGS[key][lang == "en"]
    return f"{PREFIX[lang]}{slug}/index.html" if slug else f"{PREFIX[lang]}index.html"


ALONE = ("/112/", "/alle-raad.html", "/en/all-advice.html")  # files that need nothing else
PATHS = sorted(
    [
        *ALONE,
        "/404.html",
        "/en/404.html",
        *(f"/{path_of(key, lang)}".removesuffix("index.html") for key in SLUGS for lang in PREFIX),
    ]
)
