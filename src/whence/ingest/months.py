"""Names of months, weekdays and zones that dates in news pages are written with."""

_BY_MONTH = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro "
    "januari januarie styczeń stycznia "
    "января январь ocak يناير كانون_الثاني",
    "february feb februar febr février févr fevrier febrero febbraio fevereiro fev februari luty lutego "
    "февраля февраль şubat فبراير شباط",
    "march mar märz mär mars marzo março marco maart mrt marzec marca марта март mart مارس آذار",
    "april apr avril avr abril abr aprile kwiecień kwietnia апреля апрель nisan أبريل ابريل نيسان",
    "may mai mayo maggio mag maio mei maj maja мая май mayıs مايو أيار",
    "june jun juni juin junio giugno giu junho czerwiec czerwca июня июнь haziran يونيو يونية حزيران",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca июля июль temmuz يوليو تموز",
    "august aug août aout agosto ago augustus sierpień sierpnia августа август ağustos أغسطس اغسطس آب",
    "september sept sep septembre septiembre settembre set setembro wrzesień "
    "września сентября сентябрь eylül "
    "سبتمبر أيلول",
    "october oct oktober okt octobre octubre ottobre ott outubro out "
    "październik października октября октябрь "
    "ekim أكتوبر اكتوبر تشرين_الأول",
    "november nov novembre noviembre novembro listopad listopada ноября ноябрь kasım نوفمبر تشرين_الثاني",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre "
    "dezembro grudzień grudnia декабря "
    "декабрь aralık ديسمبر كانون_الأول",
)
MONTHS: dict[str, int] = {
    name.replace("_", " "): number for number, names in enumerate(_BY_MONTH, 1) for name in names.split()
}
"""Lower-case name or abbreviation of a month -> its number."""

WEEKDAYS: frozenset[str] = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "الاثنين",
        "الإثنين",
        "الثلاثاء",
        "الأربعاء",
        "الخميس",
        "الجمعة",
        "السبت",
        "الأحد",
    ]
)
"""Lower-case names of weekdays; they are skipped, never checked."""

ZONES: dict[str, int | str] = {
    "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "wet": 0, "west": 60, "msk": 180, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780, "hkt": 480, "sgt": 480,
    "pkt": 300, "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}  # fmt: skip
"""Lower-case abbreviation -> minutes east of UTC, or IANA zone. IST and BST mean several places,
so they are not here: an hour so marked is widened like one without a zone."""
