"""Arabic words as they are found: letters folded, prefixes and light suffixes off.

Light stemming (after Larkey, Ballesteros and Connell, 2007), in the order in which Arabic puts a word together:
pronoun, then number or gender, then nisba. Roots are never sought: كبد and كبير have nothing to do with each other.
A word that can be read in two ways has both readings; two words are the same where they share one.
"""

import re
import unicodedata

from pages.words import arabic_verbs
from pages.words.word_forms import Forms

SHORTEST = 3

LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u00ad\u2060\ufeff]"
)
NO_LETTER = re.compile(r"[\W_]+")  # one character such as ﷺ stands for several words
# جدًّا: the alef that carries an accusative is no letter of the word.
TANWIN = re.compile("(?:\u0627\u064b|\u064b\u0651?\u0627)$")
PERSIAN = str.maketrans("کیےھہەگڤچپژ", "كيىهههكفجبز")
ALEFS = str.maketrans("أإٱى", "اااي")
# آلام keeps its madda: without it, الأم would be the same word.
MADDA = re.compile("(?<!^)(?<!^[وفبكل])(?<!^ال)(?<!^[وفبكل]ال)آ|آ(?!ل)")
# A hamza on its seat is written in several ways (مسؤولية, مسئولية), and by many not at all (مولم, نتايج).
HAMZAS = [
    # القئ, شئ, بطئ: what is written قيء, شيء, بطيء; طارئ and شاطئ have their hamza where it belongs.
    (re.compile("^((?:[وفبك]?ال|لل)?[^ايؤئءو][^ايؤئء]?)ئ$"), r"\1يي"),
    (re.compile("[ؤئء]و"), "و"),
    (re.compile("ؤ"), "و"),
    (re.compile("يء$"), "يي"),
    (re.compile("ئ(?=ي(?:[هة]|ات|ين|ون)?$)"), "ء"),
    (re.compile("ئ|ء(?=[^ي])"), "ي"),
]
# الام is الأم without its hamza, or آلام without its madda.
TWO_WAYS = re.compile("^([وفبكل]?(?:ال)?)ال((?:ام|ات|ة|ية)(?:ها|هم|ك|ي|ه|نا)?)$")

TO_THE = re.compile("^[وف]?لل(?=..)")
ARTICLE = re.compile("^[وف]?[بك]?ال(?=..)")
PARTICLE = re.compile("^[وفبكل](?=[أإآ].|....)")
# What begins like an article and has none: بالغ, بالون, كالسيوم, والدة, فالج.
NO_ARTICLE = re.compile("^(?:كالسيوم|فالج$|(?:بالغ|بالون|والد)(?:[ةهي]|ين|ون|ان|ات|تي|ته|تها|ها|ك)?$)")
# An alef and lam of its own: the eighth form (التهاب, التحام), and words that lost the hamza that told them apart.
OWN_LAM = re.compile("^(?:الت.ا.|التئام|التيام|الزهايمر|الكترون|الياف|الوان|البومين|المان)")

PRONOUNS = (("هما", 4), ("كما", 4), ("ها", 3), ("هم", 4), ("هن", 4), ("كم", 4), ("نا", 4), ("ك", 3), ("ي", 3), ("ه", 3))
# The second form of a root that ends in one of these: تحريك, تفتيت, تحسين.
SECOND_FORM = re.compile("^ت..ي[كتن]$")
# Loans and roots that look as though they ended in a suffix; معدات is no plural of معدة, nor حمية a kind of حمى.
WHOLE = frozenset(
    """
    قولون هرمون هارمون سيليكون سليكون صابون طاعون قانون كربون كورتيزون انسولين بروتين هيموجلوبين بنسلين مورفين اسبرين
    كيراتين كرياتين كرياتينين جيلاتين فيتامين ميلانين دوبامين ادرينالين كولاجين استروجين هيستامين نيكوتين كافيين
    ليزك ليزيك ديسك بلاستيك كلاسيك فيزيك امساك مسواك تراكم مبيض معدات ادوات حياه مياه وفاه وجه حميه كورونا ملاريا
    انيميا
    """.split()  # noqa: SIM905
)


def is_arabic(word):
    """Whether a word has an Arabic letter in it."""
    return bool(LETTER.search(word))


def forms(word):
    """The Forms of one Arabic word, as it is written."""
    exact, bare, stems, loose = set(), set(), set(), set()
    for reading in _readings(letters(word)):
        exact.add(normalised(reading))
        for form in stripped(reading):
            bare.add(normalised(form))
            stems |= _stems(form)
        if (particle := PARTICLE.match(reading)) and stripped(reading) == [reading]:
            loose |= _stems(reading[particle.end() :])
        loose |= {stem(verb) for verb in arabic_verbs.within(reading)}
    return Forms(*(frozenset(kept - {""}) for kept in (exact, bare, stems, loose - stems)))


def letters(word):
    """A word in bare letters: NFKC, marks and tatweel off, Persian letters as Arabic ones. Hamzas and madda stay."""
    word = TANWIN.sub("", word) if len(word) > SHORTEST else word
    bare = MARKS.sub("", unicodedata.normalize("NFKC", word)).translate(PERSIAN).casefold()
    return NO_LETTER.sub("", bare)


def normalised(word):
    """A word in its one spelling: أإآٱ as ا, ى as ي, ة as ه, and every hamza alike."""
    return _folded(letters(word)).replace("ة", "ه")


def stripped(word):
    """What the article, with or without a particle before it, leaves of a word in bare letters; itself without one."""
    if to_the := TO_THE.match(word):
        rest = word[to_the.end() :]
        return [rest, f"ل{rest}"]  # للأسنان; لليزر
    article = ARTICLE.match(word)
    if not article or NO_ARTICLE.match(word):
        return [word]
    rest = word[article.end() :]
    return [rest, word] if OWN_LAM.match(word) else [rest]


def stem(word):
    """A word in bare letters without its light suffixes; three letters are left."""
    word = _folded(word)
    for shorten in (_without_pronoun, _without_number, _without_nisba):
        if word.replace("ة", "ه") in WHOLE:
            break
        word = shorten(word)
    else:
        word = _without_weak_end(word)
    return word.replace("ة", "ه")


def _readings(word):
    if two := TWO_WAYS.match(word):
        return [word, f"{two[1]}آل{two[2]}"]
    return [word]


def _stems(word):
    """Its stem; two where it ends in ته, which is ة and a pronoun (عمليته), or ت and ة (ثابته)."""
    return {stem(word), stem(f"{word[:-1]}ة")} if word.endswith("ته") else {stem(word)}


def _folded(word):
    word = MADDA.sub("ا", word.translate(ALEFS))
    for hamza, letter in HAMZAS:
        word = hamza.sub(letter, word)
    return word


def _without_pronoun(word):
    """عملياتها → عمليات, عمليتها → عملي, أسنانك → أسنان. A bare ي or ه is left to number and nisba but after a ت."""
    for pronoun, least in PRONOUNS:
        if not word.endswith(pronoun):
            continue
        rest = word[: -len(pronoun)]
        if rest.endswith("ت") and len(rest) > SHORTEST and rest[-2] != "ا" and not SECOND_FORM.match(rest):
            return rest[:-1]
        after_plural = rest.endswith("ات") and len(rest) > SHORTEST + 1
        if (len(pronoun) > 1 or pronoun == "ك" or after_plural) and len(rest) >= least and not SECOND_FORM.match(word):
            return rest
    return word


def _without_number(word):
    for ending in ("ات", "تين", "تان", "ين", "ون", "ة", "ه"):
        rest = word[: -len(ending)]
        if not word.endswith(ending) or len(rest) < SHORTEST:
            continue
        if ending in ("تين", "تان") and rest[-1] in "او":
            continue
        if ending != "ين" or not SECOND_FORM.match(word):
            return rest
    return word


def _without_nisba(word):
    for ending in ("يا", "ي"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _without_weak_end(word):
    """دواء, دوائي and the spoken دوا have one stem; an alef after four letters is an accusative's."""
    word = re.sub("ا[ءيو]$", "ا", word) if len(word) > SHORTEST else word
    return word[:-1] if word.endswith("ا") and len(word) > SHORTEST + 1 else word
