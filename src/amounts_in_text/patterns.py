"""The patterns of figures.

All of them read a text in small letters in which every white space is a plain space, and are tried
only where ``anchors`` finds that a figure may begin. Quantifiers are possessive or bounded, so that
none goes back far.
"""

import regex

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PLAIN = frozenset(UNITS + TEENS + TENS)
PARTS = ["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
SCALES = {
    **dict.fromkeys(("hundred",), 10**2),
    **dict.fromkeys(("thousand", "k"), 10**3),
    **dict.fromkeys(("million", "m", "mn", "mln", "mil", "mill"), 10**6),
    **dict.fromkeys(("milion", "milllion", "millon"), 10**6),
    **dict.fromkeys(("billion", "bn", "b", "bilion", "billlion", "billon"), 10**9),
    **dict.fromkeys(("trillion", "tn", "trn"), 10**12),
}
CURRENCIES = {
    **dict.fromkeys(("£", "&pound;", "&#163;", "&#xa3;", "gbp", "pound", "pounds", "quid"), "GBP"),
    **dict.fromkeys(("€", "&euro;", "&#8364;", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("$", "usd", "dollar", "dollars"), "USD"),
    **dict.fromkeys(("pence", "penny", "p"), "GBP"),
}
_SP = r"(?:[ ]|&nbsp;|&\#160;){0,3}+"
_GAP = r"(?:[ ]|&nbsp;|&\#160;|-(?!-)){1,3}+"
_BIG = r"(?:thousand|million|billion|trillion)"
_UNIT, _SINGLE = "|".join(UNITS), "|".join(TEENS + UNITS)
_TO_99 = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_UNIT})\b)?+|{_SINGLE})"
_TO_999 = rf"(?:(?:{_TO_99}|a){_GAP}hundred(?:{_GAP}and{_GAP}{_TO_99}\b)?+|{_TO_99})"
_PART_OF = rf"(?:half|(?:an?{_GAP}|one{_GAP}|three{_GAP})?quarters?)(?:{_GAP}of)?{_GAP}(?:an?|one)"
WORDS = rf"""(?:
    {_PART_OF}{_GAP}(?:{_BIG}|(?=per[ ]?-?cent))
  | (?:an?|{_TO_999}){_GAP}{_BIG}{_GAP}and{_GAP}a{_GAP}half
  | (?:an?|{_TO_999})(?:{_GAP}and{_GAP}(?:(?:an?|one){_GAP}(?:half|quarter)
      |three{_GAP}quarters))?+{_GAP}{_BIG}\b
    (?:(?:,[ ]|{_GAP})(?:and{_GAP})?{_TO_999}{_GAP}thousand\b)?+
    (?:(?:,[ ]|{_GAP})(?:and{_GAP})?{_TO_999}\b(?!{_GAP}(?:{_BIG}|hundred)))?+
  | (?:{_TO_99}){_GAP}dozen
  | {_TO_999}(?:{_GAP}and{_GAP}an?{_GAP}half)?+ | an?{_GAP}hundred(?:{_GAP}and{_GAP}{_TO_99})?+
  | half{_GAP}a{_GAP}dozen | an?{_GAP}dozen | zero | nought
)\b"""
DIGITS = r"""(?:(?<=£)[0-9]{1,3},[ ][0-9]{3},[0-9]{3}(?![0-9,])
    |\.?[0-9]++(?:[.,·]{1,2}+[0-9]++)*+(?:,?[ ]000(?![.,]?[0-9]))*+)"""
_LONG_SCALE = "hundred|thousand|mil(?:lion|ion|llion|lon)|bil(?:lion|ion|llion|lon)|trillion"
_SCALE = rf"""(?:{_SP}-?{_SP}(?P<scale>(?:{_LONG_SCALE}|mln|mill|mil|mn|bn|trn|tn)(?![a-z])
    |[mk](?![a-z0-9])|(?<=[0-9½¼¾])b(?![a-z0-9])))?+"""
_PERCENT = r"%|per[ -]{0,2}cent(?:s)?(?![a-z])|pct?(?![a-z0-9])|p\.c\."
_POINTS = r"""(?:%|per[ ]?cent(?:age)?)[ -]?points?(?![a-z])|%[ ]?-?pts?(?![a-z])
    |pp(?:ts?)?(?![a-z0-9])|percentage-points?"""
_MONEY = r"""(?:pounds?|quid|gbp|pence|penny|euros?|eur|(?:us[ -]?)?dollars?|usd)(?![a-z])
    |(?<=[0-9½¼¾])p(?![a-z0-9])"""

QUANTITY = regex.compile(
    rf"""(?:(?P<digits>{DIGITS})(?P<part>[½¼¾])?+|(?P<alone>[½¼¾])|(?P<words>{WORDS}))
    {_SCALE}
    (?:\.(?=%))?+(?:{_SP}-?{_SP}(?:(?:of[ ](?:an?|one)[ ])?(?:(?P<points>{_POINTS})
      |(?P<percent>{_PERCENT}))|(?P<money>{_MONEY})))?+""",
    regex.VERBOSE,
)
AMOUNT = regex.compile(
    rf"""(?P<money>£|€|\$|&pound;|&euro;|&\#163;|&\#xa3;|&\#8364;|gbp|eur|usd|pounds?)
    {_SP}(?:(?P<minus>[-−–])|(?P<open>\()(?=[0-9.,]{{1,12}}\)))?
    (?:(?P<digits>{DIGITS})(?P<groups>(?:[ ][0-9]{{3}}(?![.,]?[0-9]))*+)
    (?P<part>[½¼¾])?+|(?P<alone>[½¼¾])|(?P<words>half[ -]a[ -]{_BIG}|an?[ -]{_BIG}
      |{_TO_99}[ -]{_BIG}))(?(open)\))
    {_SCALE}(?P<pence>(?<=\.[0-9][0-9])p(?![a-z]))?+(?P<tail>[a-z]++|/[0-9]
      |[.,·]{{1,9}}+(?=[0-9]|(?:[mk]|bn|million|billion)\b))?+""",
    regex.VERBOSE,
)
VAGUE = regex.compile(
    rf"""(?:(?:an?[ ])?(?P<few>few|several)[ ](?:(?:dozen|{_LONG_SCALE})\b[ ]?)*+
        (?P<unit>per[ ]?cent|pounds|million|thousand|billion|hundred)?+
      | £?(?:(?:dozens|tens|hundreds|thousands)[ ]of[ ])?(?:dozens|hundreds|thousands|millions
        |billions)(?:[ ]of[ ](?P<pounds>pounds))?+)\b""",
    regex.VERBOSE,
)

_OVER = "of|more|less|fewer|higher|lower|larger|bigger|smaller|extra|on|in|since|from|compared|over"
_THEN = rf"""(?=[ ]?[.,;:)!?’'"”…]|[ ](?:{_OVER}|and|but|to|this|last|between|for|at|had|have|were
    |are|or|up|down|after|when|while|by|increase|rise|cut|reduction|drop|fall|as|under|during
    |following)\b|[ ]{{0,3}}$)"""
_CLEAR = r"(?:more|less|fewer|other|greater)[ ]than|nearly|almost|over|about|around|roughly|just|by"
RATIO = regex.compile(
    rf"""(?:
      (?P<share>(?:{_UNIT}|ten|[0-9]{{1,3}}+))
        (?:[ ]in[ ](?:every[ ])?|[ ]out[ ]of[ ](?:every[ ])?|(?P<to>:)(?=[0-9]))
        (?P<of>(?:{_UNIT}|ten|twelve|twenty|[0-9]{{1,3}}(?:,000)*+))(?![ -]?(?:
        years?|months?|weeks?|days?|hours?|minutes?|schools?|%|per|,?[0-9]|m\b|million|thousand|hundred))\b
    | (?P<count>an?|{_UNIT})[ -](?P<parts>(?:{"|".join(PARTS)})s?)\b
        (?:(?<=s)|{_THEN}|(?<=\b(?:by|of[ ](?:which|whom))[ ](?:{_CLEAR})?[ ]?an?[ ][a-z]{{4,7}}))
    | (?<!(?:first|second|other|latter|better|top|bottom)[ ])half(?P<half>
        [ ](?:of(?![ ](?:term|19|20))|the|its|their|our|all|as|those|these|that|what)\b
        |(?=[ ]?…)|(?<=(?:{_CLEAR})[ ]half)(?=[ ,.;:)])
        |(?<=\b(?:in|by(?:[ ]an?)?)[ ]half)
          (?=[ ]?[.,;:)!?]|[ ](?:or|and|in|over|since|to)\b|[ ]*+$))
    | (?P<multiple>doubl(?:ed|es|ing)|trebl(?:ed|es|ing)|tripl(?:ed|es|ing)|quadrupl(?:ed|es|ing)
        |halv(?:ed|es|ing)|(?<=\b(?:to|will|would|could|than|nearly|almost)[ ])(?:double|treble
        |triple|quadruple|halve)|(?:double|treble|triple|twice)(?=[ ](?:the|that|what|as|its)\b)
        |(?<=[a-z]s[ ])(?:double|treble|triple|halve)(?=[ ](?:for|in|over|to|since|by|after)\b))
        \b(?!-)
    | (?P<fold>(?:{_UNIT}|ten|[0-9]{{1,3}}+(?:\.[0-9])?))(?:[ -]?fold
        |[ ]times(?=[ ](?:as|the|more|higher|larger|bigger|greater|what|that)\b))\b
    )""",
    regex.VERBOSE,
)

MONTHS = "january february march april may june july august september october november december"
SEASONS = "christmas|easter|spring|summer|autumn|winter"
_MONTH = rf"(?:{MONTHS.replace(' ', '|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_DAY = r"(?:[12][0-9]|3[01]|0?[0-9])(?:st|nd|rd|th)?+"
_HOUR = r"[0-9]{1,2}(?:[.:][0-9]{2})?"
_UNIT_NEXT = rf"[ ]?(?:{_POINTS}|{_PERCENT}|{_MONEY}|(?:{_LONG_SCALE})\b)"
NOT_A_FIGURE = regex.compile(
    rf"""(?:19|20)[0-9]{{2}}(?:-[0-9]{{2}}-[0-9]{{2}}\b(?:/[0-9]++)?      # 2019-03-08
      |[ ]?[/–-][ ]?(?:(?:20)?[0-9]{{2}}|[0-9])\b(?!{_UNIT_NEXT})        # 2019/20
      |s?\b(?![.,][0-9]|{_UNIT_NEXT}))                                   # 2018
    | [0-9]{{1,2}}([/.])[0-9]{{1,2}}\1(?:[0-9]{{4}}|[0-9]{{2}})\b(?!{_UNIT_NEXT})  # 25/03/2019
    | (?:{_DAY}(?:[ ]?[-–][ ]?|,[ ]|[ ](?:to|and|or)[ ])){{0,6}}+{_DAY}[ ](?:of[ ])?{_MONTH}
        (?:,?[ ][0-9]{{4}}\b)?+
    | (?<=\b{_MONTH},?[ ]){_DAY}\b(?!:[0-9])(?:,?[ ](?:19|20)[0-9]{{2}}\b)?+
        (?![.,]?[0-9])(?!{_UNIT_NEXT})
    | [0-9]{{2}}/[0-9]{{2}}\b | 24/7\b | 50[/-]50\b                       # 18/19
    | [0-9]{{1,2}}:[0-9]{{2}}(?:[ ]?[ap]m)?\b                            # 14:03
    | [0-9]{{1,2}}(?:\.[0-9]{{2}})?(?:[ ]?[-–][ ]?[0-9]{{1,2}}(?:\.[0-9]{{2}})?)?[ ]?[ap]\.?m\b\.?
    | [0-9]{{1,2}}[ ](?:noon|midnight|o[’']clock)\b
    | {_HOUR}[ ]?[-–][ ]?{_HOUR}(?=[ ]?\(?(?:mon|tue|wed|thu|fri|sat|sun))    # 9-4.30 (Fri)
    | [0-9]++(?:st|nd|rd|th)\b | [0-9]++(?:\.[0-9]++){{2,}}+(?!{_UNIT_NEXT})
    | 0[0-9]{{2,4}}(?:[ -]?[0-9]{{2,}}+)++ | (?<=\+)[0-9][0-9 ()-]{{6,}}+ | 000\b  # telephones
    | (?<=\b[a-z]{{1,2}}[0-9][0-9a-z]?[ ])[0-9][a-z]{{2}}\b | [0-9]++[dg]\b   # E6 1AB, 5G
    """,
    regex.VERBOSE,
)
# After 2.5m: it is money, and neither metres nor months; a 6m contract may be either.
BUYS = regex.compile(
    r"""[ ](?:(?:would|could|will|might|can)[ ](?:fund|buy|pay|cover|plug|do\b) | buy\b
    |(?:more[ ]|of[ ])?(?:pilot|trial|grant|fund|scheme|budget|cut(?![ ]the)|boost|bid|bill|deal
      |saving|shortfall|deficit|overspend|underspend|investment|spend)s?\b)""",
    regex.VERBOSE,
)
ADDRESS = regex.compile(r"(?:https?:/|www\.)[^ ]*+")

AFTER_A = ["hundred", "thousand", "million", "billion", "trillion", "dozen", *PARTS, "few"]
_AFTER_ONE = rf"{'|'.join(AFTER_A)}|half|and|per|in|out|to|or|pound|pence|penny|euro|dollar|us|%"
BACK = regex.compile(r"(?r)(?<![a-z])an?[ -]{1,3}")
ONE = regex.compile(rf"one[ –-]{{1,3}}(?:{_AFTER_ONE})")
_STEMS = [f"{stem}{end}" for end in ("ed", "es", "ing", "e")
          for stem in ("doubl", "trebl", "tripl", "quadrupl", "halv")]  # fmt: skip
_FOLDS = [f"{word}fold" for word in [*UNITS, "ten"]]
# The words with which a figure may begin; after an article those of AFTER_A too.
FIRST = frozenset(
    (
        *UNITS, *TEENS, *TENS, *_STEMS, *_FOLDS, *AFTER_A, "half", "quarter", "quarters", "zero",
        "nought", "twice", "dozens", "tens", "hundreds", "thousands", "millions", "billions",
        "several", "few", "gbp", "eur", "usd", "pounds", "pound", "http", "https", "www",
    )
)  # fmt: skip
# The words that describe figures, or that such a description ends with.
SUPERLATIVES = ("biggest", "largest", "greatest", "highest", "record")
EACH_YEAR = ("annually", "yearly", "annual", "recurring", "ongoing")
ABOUT = frozenset(
    (
        *SUPERLATIVES, *EACH_YEAR, "top", "p", "year", "years", "annum", "month", "months", "week",
        "decade", "decades", "period", "budget", "life", "lifetime", "parliament",
        *MONTHS.split(), *SEASONS.split("|"),
    )
)  # fmt: skip
HEDGE = regex.compile(
    r"""(?r)(?<![a-z])(?:(?P<least>(?:just|well|slightly|significantly|far|a[ ]little)[ ]over
      |(?:much|far|slightly|significantly)?[ ]?(?<!no[ ]|not[ ])more[ ]than|at[ ]least
      |(?<!\b(?:hand(?:s|ed|ing)?|t(?:ake|akes|ook)|turn(?:s|ed))[ ])over
      |in[ ]excess[ ]of|upwards?[ ]of
      |above|exceeding|no[ ](?:less|fewer)[ ]than|not[ ](?:less|fewer)[ ]than|greater[ ]than
      |north[ ]of|a[ ]minimum[ ]of|>)
    |(?P<most>up[ ]to|at[ ]most|(?:just|slightly|well)?[ ]?(?<!no[ ]|not[ ])(?:less|fewer)[ ]than
      |(?:just|well)?[ ]?under|(?:just|well)?[ ]?below
      |no[ ]more[ ]than|not[ ]more[ ]than|a[ ]maximum[ ]of|as[ ]much[ ]as|<)
    |nearly|almost|about|around|approximately|approx\.?|roughly|some|circa|c\.?|ca\.?|close[ ]to
    |in[ ]the[ ]region[ ]of|an?[ ]estimated|~|≈)[ ]?
    (?:(?:an?[ ](?:extra|additional|further)|another)[ ])?$""",
    regex.VERBOSE,
)
# The last words of a hedge: a quick look before the pattern is tried.
HEDGE_ENDS = tuple(f"{end}{gap}" for gap in ("", " ") for end in (
    "than", "over", "least", "of", "above", "exceeding", "to", "most", "under", "below", "as", "ca",
    "some", "nearly", "about", "around", "approximately", "approx", "roughly", "c", "estimated",
    "extra", "additional", "further", "another", "approx.", "c.", "ca.", *"~≈<>",
))  # fmt: skip
AFTERWARDS = regex.compile(
    r"(?:[ ](?:an?|per)[ ](?:hour|day|night|week|month|year))?(?P<said>\+"
    r"|[- ]plus\b(?![ ](?:£|[0-9]|an?\b))|[ ]or[ ](?:more|above|over)\b)"
)
_STOP = (
    "a|an|and|are|as|at|be|been|but|by|can|did|do|does|for|from|had|has|have|he|her|his|if|in"
    "|into|is|it|its|last|may|next|no|not|of|on|or|our|out|over|per|said|she|since|so|than|that"
    "|the|their|them|then|there|these|they|this|those|to|under|until|up|was|we|were|when|where"
    "|which|while|who|will|with|within|would"
)
COUNTED = regex.compile(
    rf"""(?:-(?:strong)?[ ]?|[ ])(?:of[ ](?:the[ ]|our[ ]|its[ ]|these[ ])?)?
    (?P<noun>(?!(?:{_STOP})\b)[a-z][a-z’'-]*+
    (?:(?<!(?:[a-rt-z]s|children|people|men|women|staff|posts))[ ]
      (?!(?:{_STOP})\b)[a-z][a-z’'-]*+){{0,4}}+)""",
    regex.VERBOSE,
)
