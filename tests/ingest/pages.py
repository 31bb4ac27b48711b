"""Fictional saved pages in the manners of different page systems; every outlet, person and event is invented."""

BODY = """
<p>The harbour council voted on Friday evening to close the north quay for eleven weeks, after divers found
cracks in four of its oak pillars.</p>
<p>"Nobody is in danger, but nobody should load stone there either," said harbour master Ilse Varga, who asked
for the vote.</p>
<p>Twenty-two boats will have to move to the south basin. The work is expected to cost 1.4 million crowns.</p>
"""

COOKIES = """<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience.</p>
<button>Accept all</button></div>"""

NAVIGATION = """<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>"""

SHARE = """<div class="share"><a href="https://social.example/share?u=x">Share on Facebook</a>
<a href="https://social.example/tweet">Tweet</a></div>"""

FOOTER = """<div class="comments"><h3>User Comments</h3><p>Post a Comment</p></div>
<footer><p>Back to Top</p><p>All rights reserved.</p><a href="/privacy">Privacy Policy</a></footer>"""


def page(head: str, content: str, *, language: str = "en") -> str:
    """Give a whole page around head and content, with its furniture."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>'
        f"{COOKIES}{NAVIGATION}<main>{content}{SHARE}</main>{FOOTER}</body></html>"
    )


WORDPRESS = page(
    """<title>North quay closed for eleven weeks - Port Alma Courier</title>
    <link rel="canonical" href="https://www.almacourier.example/2024/01/05/north-quay-closed/">
    <meta property="og:site_name" content="Port Alma Courier">
    <meta property="og:title" content="North quay closed for eleven weeks">
    <meta property="og:url" content="https://www.almacourier.example/2024/01/05/north-quay-closed/?utm_source=rss">
    <meta property="article:published_time" content="2024-01-05T19:40:12+01:00">
    <meta property="article:modified_time" content="2024-01-06T08:00:00+01:00">
    <meta name="author" content="Tomas Reyne">""",
    f"""<article><h1 class="entry-title">North quay closed for eleven weeks</h1>
    <div class="entry-meta">By <a rel="author" href="/author/tomas">Tomas Reyne</a> on January 5, 2024</div>
    {BODY}
    <p>The council's <a href="https://council.example/minutes?utm_campaign=x#p2">minutes</a> were published the same night.</p>
    <div class="related"><h3>Related stories</h3><ul><li><a href="/a">Ferry strike ends</a></li></ul></div></article>""",
)

JSON_LD = page(
    """<title>Divers find cracks | The Bay Ledger</title>
    <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
      {"@type": "WebSite", "name": "The Bay Ledger", "url": "https://bayledger.example/"},
      {"@type": ["NewsArticle"], "headline": "Divers find cracks in four pillars",
       "datePublished": "2024-01-05T18:05:00Z", "dateModified": "2024-01-05T21:00:00Z",
       "author": [{"@type": "Person", "name": "Nadia Ferrant"}, {"@type": "Person", "name": "Oke Lund"}],
       "publisher": {"@type": "Organization", "name": "Ledger Holdings"},
       "mainEntityOfPage": {"@type": "WebPage", "@id": "https://bayledger.example/news/cracks"},
       "articleSection": "Local"}]}</script>""",
    f"<article><h1>Divers find cracks in four pillars</h1>{BODY}</article>",
)

SYNDICATED = page(
    """<title>Quay shut after divers' find</title>
    <meta property="og:site_name" content="Inland Mirror">
    <meta property="og:url" content="https://inlandmirror.example/news/quay-shut">
    <link rel="canonical" href="https://meridianwire.example/story/8812">
    <meta name="syndication-source" content="https://meridianwire.example/story/8812">
    <meta name="date" content="2024-01-05">""",
    f"""<h1>Quay shut after divers' find</h1><p class="byline">By Lena Osk, Meridian Wire</p>
    <p>PORT ALMA (Meridian Wire) &mdash; The quay was shut on Friday after a find by divers, the harbour office said
    in a statement sent to reporters.</p>{BODY}
    <p><a href="https://meridianwire.example/story/8812?fbclid=abc">Read the original article</a></p>""",
)

REPOSTED_OPINION = page(
    """<title>OPINION: The quay belongs to those who work on it - Harbor Voices</title>
    <meta property="og:site_name" content="Harbor Voices">
    <meta property="og:url" content="https://harborvoices.example/opinion/quay-belongs">""",
    f"""<article><p class="kicker">Opinion</p><h1>The quay belongs to those who work on it</h1>
    <p class="meta">by MARA TILL on 07 Jan 2024 3 Comments</p>
    <p>The council should ask the dockers before it shuts their place of work.</p>{BODY}
    <p><em>This article first appeared in <a href="https://lanternletter.example/p/quay?utm_source=sub">The Lantern
    Letter</a> and is republished with permission.</em></p>
    <p>Courtesy: The Lantern Letter</p></article>""",
)

TIME_ELEMENT = page(
    "<title>Ferries rerouted</title>",
    f"""<article><h1>Ferries rerouted around the closed quay</h1>
    <span itemprop="author">Jon Abell</span> <time datetime="2024-01-06T07:30:00+00:00">6 January</time>{BODY}</article>
    <aside><h2>Latest</h2><time datetime="2023-02-02">2 Feb</time></aside>""",
)

VISIBLE_LINE = page(
    "<title>Crane moved to the south basin</title>",
    f"""<div class="story"><h1>Crane moved to the south basin</h1>
    <div class="info"><span>By Jon Abell and Mara Till</span> | <span>Published: 8 January 2024 10:15 GMT</span>
    | <span>Updated: 9 January 2024 09:00 GMT</span></div>{BODY}</div>""",
)

URL_DATE = page(
    """<title>Pillars measured again</title>
    <link rel="canonical" href="https://baytimes.example/2024/jan/9/pillars-measured-again">""",
    f"<article><h1>Pillars measured again</h1>{BODY}</article>",
)

UNDATED = page(
    "<title>A quay and its history</title>", f"<article><h1>A quay and its history</h1>{BODY}</article>"
)

SAVED_FROM = "<!-- saved from url=(0052)https://bayledger.example/news/old-quay?gclid=9 -->\n" + UNDATED

PRESS_RELEASE = page(
    """<title>Press release: Quay repairs begin</title>
    <meta property="og:url" content="https://harbouroffice.example/press-releases/quay-repairs">""",
    f"""<article><h1>Press release: Quay repairs begin</h1>{BODY}<p>SOURCE Alma Harbour Office</p></article>""",
)

CORRECTION = page(
    '<title>x</title><meta property="og:title" content="Correction: Quay repair costs">',
    f"<article><h1>Correction: Quay repair costs</h1>{BODY}</article>",
)

GERMAN = page(
    '<title>Nordkai gesperrt</title><meta property="og:site_name" content="Almaer Bote">',
    """<article><h1>Nordkai für elf Wochen gesperrt</h1><p>Von Anna Brandt, 5. Januar 2024, 18:30 Uhr</p>
    <p>Alma (Meridian Wire) – Der Hafenrat hat am Freitagabend beschlossen, den Nordkai für elf Wochen zu sperren, nachdem
    Taucher Risse in vier Eichenpfählen gefunden hatten.</p>
    <p>„Niemand ist in Gefahr“, sagte Hafenmeisterin Ilse Varga, die um die Abstimmung gebeten hatte. Zweiundzwanzig Boote
    müssen in das Südbecken umziehen.</p></article>""",
    language="de-DE",
)

FRENCH = page(
    "<title>Le quai nord fermé</title>",
    """<article><h1>Le quai nord fermé pour onze semaines</h1><p>Par Luc Morin | 5 janvier 2024 à 18h30</p>
    <p>Le conseil du port a voté vendredi soir la fermeture du quai nord pour onze semaines, après la découverte de fissures
    dans quatre piliers en chêne.</p>
    <p>« Personne n'est en danger », a déclaré la capitaine du port, Ilse Varga, qui avait demandé ce vote. Vingt-deux bateaux
    devront rejoindre le bassin sud.</p></article>""",
    language="",
)

ARABIC = page(
    "<title>إغلاق الرصيف الشمالي</title>",
    """<article><h1>إغلاق الرصيف الشمالي لأحد عشر أسبوعا</h1><p>بقلم سامي نور | ٥ يناير ٢٠٢٤</p>
    <p>صوت مجلس الميناء مساء الجمعة على إغلاق الرصيف الشمالي لمدة أحد عشر أسبوعا بعد أن عثر الغواصون على شقوق في أربعة من
    أعمدته الخشبية القديمة في المدينة.</p>
    <p>وقالت مديرة الميناء إن أحدا ليس في خطر، وإن اثنين وعشرين قاربا ستنتقل إلى الحوض الجنوبي خلال الأيام المقبلة.</p>
    </article>""",
    language="ar",
)

CHINESE = page(
    "<title>北码头关闭</title>",
    """<article><h1>北码头关闭十一周</h1><p>记者 王小明 2024年1月5日</p>
    <p>港务委员会星期五晚上投票决定关闭北码头十一周,因为潜水员在四根橡木柱上发现了裂缝。委员会表示,维修工作将在下周开始。</p>
    <p>港务长说,没有人处于危险之中,但也不应该在那里装卸石料。二十二艘船将不得不转移到南港池。预计费用为一百四十万克朗。</p>
    </article>""",
    language="zh-CN",
)

INDEX_PAGE = page(
    "<title>Latest news</title>",
    "<ul>"
    + "".join(
        f'<li><a href="/n/{n}">Story number {n} about the quay and the council vote</a></li>'
        for n in range(40)
    )
    + "</ul>",
)

LOGIN = page("<title>Sign in - Bay Ledger</title>", "<form><p>Please sign in to continue.</p><input></form>")

NOT_FOUND = page(
    "<title>404 Page not found</title>",
    "<h1>Page not found</h1><p>The page you were looking for may have been moved or deleted, or you may have typed its address "
    "wrongly. Try the search, or go back to the front page and start again from there.</p>",
)

PASTED = """The harbour belongs to those who work in it
by NADIA FERRANT on 05 Jan 2024 0 Comment
The council wants to sell the quay. It should ask the dockers first.

In my opinion the vote on Friday was a mistake that the town will pay for.

"They never asked us," said Omar Lind, a docker, when I met him at the north quay.

Courtesy
https://www.lantern.example/p/harbour?utm_source=newsletter&utm_medium=email&fbclid=abc#top
User Comments Post a Comment
Back to Top
"""
