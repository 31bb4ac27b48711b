"""Lines that belong to the page and not to the article: share words, comment boxes, other stories, feet."""

import re

_LONGEST = 450  # furniture is short; whatever is longer is kept
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")

_WHOLE = frozenset(
    """
    share|share this|share this article|share this story|share this post|share on facebook|
    share on twitter|share on x|share on whatsapp|
    tweet|print|email|e-mail|save|copy link|print this page|email this article|facebook|twitter|whatsapp|
    telegram|linkedin|reddit|pinterest|
    advertisement|advertisment|ad|ads|sponsored|sponsored content|promoted|story continues below|
    story continues below advertisement|
    article continues below|article continues after advertisement|continue reading below|
    advertisement - story continues below|
    back to top|top|go to top|return to top|scroll to top|menu|search|skip to content|
    skip to main content|home|subscribe|sign in|log in|login|register|
    sign up|subscribe now|donate|donate now|support us|support our work|read more|read next|see also|more|
    more stories|more news|key events|show key events only|most viewed|
    summary|summary of the day|at a glance|key points|key takeaways|what we know so far|scroll to continue|
    download|embed|transcript|play live radio|text size|our standards|
    more on this story|related|related stories|related articles|related posts|related topics|related news|
    related content|related coverage|
    you may also like|you might also like|you may also be interested in|recommended|recommended for you|
    recommended stories|trending|trending now|
    most popular|most read|latest news|latest stories|latest|top stories|editor's picks|editors' picks|
    up next|watch|watch live|listen|listen to this article|
    reuse this content|
    user comments|post a comment|user comments post a comment|comments|comment|leave a comment|
    leave a reply|add a comment|add comment|view comments|
    show comments|hide comments|join the conversation|no comments|no comments yet|be the first to comment|
    comments are closed|post comment|
    write a comment|load comments|load more|loading|close|previous|next|previous article|next article|
    previous post|next post|
    newsletter|sign up for our newsletter|subscribe to our newsletter|get our newsletter|follow us|
    follow us on|contact us|about us|about|privacy policy|
    terms of use|terms and conditions|terms of service|cookie policy|cookie settings|manage cookies|
    accept|accept all|accept all cookies|reject all|got it|i agree|ok|
    tags|topics|filed under|categories|photo gallery|gallery|this slideshow requires javascript|
    please enable javascript|click to enlarge|
    your email address will not be published|required fields are marked|notify me of new posts by email|
    x|×|all rights reserved|report a typo|report an error|send us a tip|
    teilen|drucken|kommentare|kommentar schreiben|anzeige|mehr zum thema|zur startseite|nach oben|
    lesen sie auch|newsletter abonnieren|
    partager|imprimer|commentaires|publicité|lire aussi|à lire aussi|haut de page|compartir|imprimir|
    comentarios|publicidad|
    شارك|مشاركة|طباعة|تعليقات|اقرأ أيضا|إعلان|分享|评论|广告|相关新闻|相关阅读|返回顶部|打印
    """.replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip

_SHAPES = re.compile(
    r"^(?:"
    r"(?:share|tweet|print|email|e-mail|save|copy link|facebook|twitter|x|whatsapp|telegram|"
    r"linkedin|reddit|pinterest|instagram|threads|bluesky|more|[\s|,•·/+-])+"
    r"|(?:share|follow) (?:this|us|it|via|on)\b.{0,60}"
    r"|(?:\(?\d{1,5}\)? )?(?:user )?comments?(?: \(?\d{1,5}\)?)?(?: post a comment)?"
    r"|(?:related|read also|also read|read more|see also|more on this|recommended|don't miss|"
    r"must read|lesen sie auch|lire aussi|lea también|اقرأ أيضا)\s?:.{0,200}"
    r"|(?:related (?:stories|articles|posts|coverage))\b.{0,200}"
    r"|(?:sign up|subscribe|click here|tap here) (?:for|to|now)\b.{0,160}"
    r"|(?:get|receive) (?:the|our|all the)\b.{0,60}\b(?:newsletter|inbox|alerts?|app)\b.{0,80}"
    r"|(?:enter|your) (?:your )?e-?mail(?: address)?\b.{0,80}"
    r"|(?:we|this (?:web)?site) uses? cookies\b.{0,250}"
    r"|by (?:continuing|using|clicking|signing)\b.{0,120}\b(?:cookies|agree|accept|consent|terms)\b.{0,120}"
    r"|(?:©|\(c\) |copyright\b).{0,200}"
    r"|.{0,120}\ball rights reserved\b.{0,80}"
    r"|(?:this material may not be published|do not reproduce)\b.{0,200}"
    r"|(?:download|get) (?:the|our)\b.{0,60}\bapp\b.{0,60}"
    r"|(?:like|follow|find) us on\b.{0,80}"
    r"|(?:tags?|filed under|topics?|categories|keywords?)\s?:.{0,200}"
    r"|(?:you must|please) (?:be logged|log|sign|register|subscribe|enable)\b.{0,120}"
    r"|\d{1,3} ?(?:min|minutes?) read|\d{1,6} (?:shares?|views?|likes?|reads?|replies)"
    r"|(?:login|log in|sign in)(?: or (?:register|sign up))?(?: to (?:post|comment|continue|read)\b.{0,60})?"
    r"|(?:back|return) to (?:top|home|homepage|start)\b.{0,20}"
    r"|[\d.,]{1,8}k?\s?(?:shares?|comments?|views?|likes?)(?:\s?[\d.,]{1,8}k?\s?(?:shares?|comments?|views?|likes?))?"
    r"|(?:last )?updated\b[^a-z]{0,40}"
    r"|[\w &'’-]{2,30}(?:\s[>›»]\s[\w &'’-]{2,40}){1,4}"
    r"|(?:enlarge this image )?toggle caption\b.{0,250}"
    r"|(?:(?:facebook|twitter|pinterest|whatsapp|messenger|linkedin|reddit|email)\s){3,}.{0,250}"
    r"|play video \d{1,2}:\d\d .{0,200}|just watched\b.{0,280}|[^.?!]{1,160} read more"
    r"|\{\"\w{1,30}\":.{0,280}|your browser does not support\b.{0,200}"
    r"|visit .{2,40} for more stories"
    r"|advertise?ment\b.{0,40}|our standards\s?:.{0,100}"
    r"|send us your (?:photos?|pictures?|videos?|stories|questions|experiences?)\b.{0,120}"
    r"|\d{1,3}-minute listen"
    r"|(?:updated )?(?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.? ?m\.?)?(?: \(?[a-z]{2,4}\)?)?"
    r"|(?:[a-z]{2,12} |this |rush )?transcripts? (?:is|are|was|were) (?:created|produced|provided|prepared)\b"
    r".{0,400}"
    r"|(?:media|press|investor|news) (?:relations )?(?:contacts?|inquiries|enquiries)\s?:\s?\S.{0,250}"
    # Who wrote and edited a wire story: names, and nothing else that is small.
    r"|(?:additional )?(?:reporting|writing|editing|compiled) by (?-i:(?:(?:[A-Z][\w.'’-]*|in|and|by|for|the|"
    r"de|van|von|&|additional|reporting|writing|editing)(?:[,;]?\s{1,3}|$)){1,80})"
    r"|skip to\b.{0,40}|toggle (?:navigation|menu).{0,20}|breadcrumbs?"
    r")$",
    re.IGNORECASE,
)  # fmt: skip
_COMMENTS = re.compile(
    r"^(?:user comments|post a comment|user comments post a comment|leave a (?:comment|"
    r"reply)(?: cancel reply)?|"
    r"\(?\d{1,5}\)? (?:user )?comments?|comments? \(?\d{1,5}\)?|join the conversation|comments)$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"^(?:related (?:stories|articles|posts|news|coverage|content|topics)|you (?:may|"
    r"might) also (?:like|be interested in)|recommended(?: for you| stories)?|more stories|"
    r"more from .{2,40}|most (?:popular|read)|trending(?: now)?|latest (?:news|stories)|read next|"
    r"up next|editor'?s'? picks|mehr zum thema|à lire aussi|相关阅读|相关新闻)$",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    r"^(?:for (?:more|further) information,? (?:please )?contact|"
    r"(?:media|press|investor|news)(?: relations)? (?:contacts?|inquiries|enquiries)|contacts?)$",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is furniture of the page and no sentence of the article."""
    if len(line) > _LONGEST:
        return False
    bare = _bare(line)
    if not bare or bare.lower() in _WHOLE or _SHAPES.match(bare) or _SHAPES.match(line.strip()):
        return True
    return _is_sequence(bare.lower())


def _is_sequence(line: str) -> bool:
    """Tell whether a line is several pieces of furniture in a row: "Post a Comment Back to Top"."""
    words = [word for word in re.split(r"[\s|,•·/]+", line) if word]
    if not 2 <= len(words) <= 24:
        return False
    reached = {0}
    for begin in range(len(words)):
        if begin not in reached:
            continue
        if words[begin].isdigit() and words[begin + 1 : begin + 2] in (["comment"], ["comments"], ["shares"]):
            reached.add(begin + 2)
        for end in range(begin + 1, min(begin + 6, len(words)) + 1):
            if " ".join(words[begin:end]) in _WHOLE:
                reached.add(end)
    return len(words) in reached


def opens_comments(line: str) -> bool:
    """Tell whether the line heads a comment box; what follows it is no part of the article."""
    return len(line) < 60 and bool(_COMMENTS.match(_bare(line)))


def opens_related(line: str) -> bool:
    """Tell whether the line heads a list of other articles."""
    return len(line) < 60 and bool(_AFTERWARDS.match(_bare(line)))


def opens_contacts(line: str) -> bool:
    """Tell whether the line heads the addresses of a press office, below a press release."""
    return len(line) < 60 and bool(_CONTACTS.match(_bare(line)))


def _bare(line: str) -> str:
    return _TRIM.sub("", line.replace("’", "'")).strip()
