"""Countries by their names, the words for what is theirs, and their capitals."""

_TABLE = """
afghanistan afghan kabul | albania albanian tirana | algeria algerian algiers | angola angolan luanda
argentina argentine argentinian buenos_aires | armenia armenian yerevan | australia australian canberra
austria austrian vienna | azerbaijan azerbaijani azeri baku | bahrain bahraini manama
bangladesh bangladeshi dhaka | belarus belarusian belarussian minsk | belgium belgian
bolivia bolivian la_paz | bosnia bosnian sarajevo | brazil brazilian brasilia | bulgaria bulgarian sofia
burkina_faso burkinabe ouagadougou | cambodia cambodian phnom_penh | cameroon cameroonian yaounde
canada canadian ottawa | chad chadian n'djamena | chile chilean | china chinese beijing prc
colombia colombian bogota | congo congolese kinshasa | croatia croatian zagreb | cuba cuban havana
cyprus cypriot nicosia | czechia czech prague czech_republic | denmark danish copenhagen
ecuador ecuadorian quito | egypt egyptian cairo | estonia estonian tallinn | ethiopia ethiopian addis_ababa
finland finnish helsinki | france french paris | georgia georgian tbilisi | germany german berlin
ghana ghanaian accra | greece greek athens | guatemala guatemalan guatemala_city | haiti haitian
honduras honduran tegucigalpa | hungary hungarian budapest | iceland icelandic reykjavik
india indian new_delhi delhi | indonesia indonesian jakarta | iran iranian tehran | iraq iraqi baghdad
ireland irish dublin | israel israeli jerusalem | italy italian rome | ivory_coast ivorian abidjan
japan japanese tokyo | jordan jordanian amman | kazakhstan kazakh astana | kenya kenyan nairobi
kosovo kosovar pristina | kuwait kuwaiti | kyrgyzstan kyrgyz bishkek | laos lao laotian vientiane
latvia latvian riga | lebanon lebanese beirut | libya libyan tripoli | lithuania lithuanian vilnius
malaysia malaysian kuala_lumpur | mali malian bamako | malta maltese valletta | mexico mexican mexico_city
moldova moldovan chisinau | mongolia mongolian ulaanbaatar | montenegro montenegrin podgorica
morocco moroccan rabat | mozambique mozambican maputo | myanmar burmese burma naypyidaw
nepal nepali nepalese kathmandu | netherlands dutch the_hague amsterdam | new_zealand wellington
nicaragua nicaraguan managua | niger nigerien niamey | nigeria nigerian abuja
north_korea north_korean pyongyang | north_macedonia macedonian skopje | norway norwegian oslo
oman omani muscat | pakistan pakistani islamabad | palestine palestinian ramallah gaza
panama panamanian panama_city | paraguay paraguayan asuncion | peru peruvian lima
philippines philippine filipino manila | poland polish warsaw | portugal portuguese lisbon
qatar qatari doha | romania romanian bucharest | russia russian russian_federation moscow
rwanda rwandan kigali | saudi_arabia saudi saudi_arabian riyadh | senegal senegalese dakar
serbia serbian belgrade | singapore singaporean | slovakia slovak bratislava
slovenia slovenian slovene ljubljana | somalia somali mogadishu | south_africa south_african pretoria
south_korea south_korean seoul | south_sudan south_sudanese juba | spain spanish madrid
sri_lanka sri_lankan colombo | sudan sudanese khartoum | sweden swedish stockholm | switzerland swiss bern
syria syrian damascus | taiwan taiwanese taipei | tajikistan tajik dushanbe | tanzania tanzanian dodoma
thailand thai bangkok | tunisia tunisian tunis | turkey turkish turkiye ankara
turkmenistan turkmen ashgabat | uganda ugandan kampala | ukraine ukrainian kyiv kiev
united_arab_emirates emirati uae abu_dhabi | united_kingdom british britain uk u.k. london great_britain
united_states american us u.s. usa america washington | uruguay uruguayan montevideo
uzbekistan uzbek tashkent | venezuela venezuelan caracas | vietnam vietnamese hanoi | yemen yemeni sanaa
zambia zambian lusaka | zimbabwe zimbabwean harare
"""


def _read() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in _TABLE.replace("\n", "|").split("|"):
        names = [name.replace("_", " ") for name in entry.split()]
        found.update(dict.fromkeys(names, names[0]) if names else {})
    return found


COUNTRY_OF = _read()
"""The country's first name by each of its names, its adjectives and its capitals, all in lower case."""
COUNTRIES = frozenset(COUNTRY_OF.values())
"""The names of the countries that are known."""
_ENDINGS = ("ian", "ese", "ish", "an", "ia", "n", "i", "a", "e", "o", "y")
_SHORTEST_STEM = 4


def country_key(words: str) -> str:
    """Give what a country, what is called after it, and its capital share: "Russian", "Moscow" -> "russia".

    Args:
        words: a name or an adjective, in any case.

    Returns:
        The country's name in lower case; for a land that is not known the stem of its name, which its
        adjective shares: "Ruvenia", "Ruvenian" -> "ruven".
    """
    lower = words.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s").strip()
    known = COUNTRY_OF.get(lower) or COUNTRY_OF.get(lower.replace(".", ""))
    if known is not None:
        return known
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST_STEM:
            return lower.removesuffix(ending)
    return lower
