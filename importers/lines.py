"""What a single line of text is: a bullet, a number, a question, or words shaped like a heading."""

import re
from dataclasses import dataclass

from pages import plain_text

BULLET = re.compile(
    r"^(?:[•●○▪▫■□◦‣⁃►▶➤➢→✓✔✅☑❖♦◆🔹🔸🔻⭐★☆👉✨🟢🔵·∙⋅]\ufe0f?\s*|o\t\s*|[-–—*](?!\*)(?:\s+|(?=[\u0621-\u064a])))(?P<text>.*)$",
    re.DOTALL,
)
NUMBER = re.compile(
    r"^\(?(?P<number>[0-9٠-٩۰-۹]{1,2})(?:\ufe0f?\u20e3\s*|(?:\.|\)|/|-|–|:|_)+\s+|(?:[.)]|\s?[-–])(?=[^\W\d_])(?![A-Za-z]\b))(?P<text>\S.*)$",
    re.DOTALL,
)
DECIMAL = re.compile(r"^[0-9٠-٩]{1,2}(?:\.[0-9٠-٩]{1,2})+[.)]?\s+(?P<text>[A-Z\u0621-\u064a].*)$", re.DOTALL)
LETTER = re.compile(r"^\(?(?P<letter>[a-hA-H]|[أابجدهوزحط]|هـ)\s?[).\-–]\s+(?P<text>\S.*)$", re.DOTALL)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|one|two|three|four|five|six|seven|eight|nine|ten"
    "|أول[اىي]?|الأول[ىي]?|ثاني[اةه]?|الثاني[ةه]?|ثالث[اةه]?|الثالث[ةه]?|رابع[اةه]?|الرابع[ةه]?|خامس[اةه]?|الخامس[ةه]?"
    "|سادس[اةه]?|السادس[ةه]?|سابع[اةه]?|السابع[ةه]?|ثامن[اةه]?|الثامن[ةه]?|تاسع[اةه]?|التاسع[ةه]?|عاشر[اةه]?|العاشر[ةه]?"
)
_ORDINAL = "(?:" + re.sub("[\u0623\u0625]", "[أاإ]", _ORDINALS) + ")(?:[\u064b-\u0652]|ا)*"
_DIGITS = r"[0-9٠-٩۰-۹]{1,2}"
STEP = re.compile(
    rf"^(?:(?:the\s+)?(?:step|stage|phase)\s+(?:{_DIGITS}|{_ORDINAL})|(?:the\s+)?(?:{_ORDINAL})\s+(?:step|stage|phase)"
    rf"|(?:ال)?(?:خطوة|خطوه|مرحلة|مرحله)\s+(?:رقم\s+)?(?:{_DIGITS}|{_ORDINAL}))\s*(?:[:：.\-–—)]+\s*|$)(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
ORDINAL = re.compile(rf"^(?:{_ORDINAL})\s*[:：,،\-–—.)]\s*(?P<text>\S.*)$", re.IGNORECASE | re.DOTALL)
# "أولا سحب العينة": the adverbs of counting need nothing after them.
ADVERB = re.compile(
    r"^(?:[أا]ول|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)\u064b?[ا]\u064b?\s+(?P<text>\S.*)$", re.DOTALL
)
SENTENCE_END = re.compile(r"[.،,؛;…]\s*[\"'”»)\]]*$")
INNER_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bvs)(?<!\bNo)(?<!\bد)(?<!\.[A-Za-z])[.؛;!]\s+\S|\?\s+\S|؟\s+\S")
QUESTION_END = re.compile(r"[?؟]\s*[\"'”»)]*$")
# A line that only leads in what follows it.
LEADS_IN = re.compile(
    r"(?<!\w)(?:includ(?:e|es|ing)|such as|following|as follows|follows|are|is|if|when|because|to|by|for|of"
    r"|with|that|and|or|include the following"
    r"|تشمل|يشمل|وتشمل|ويشمل|يلي|مثل|منها|ومنها|التاليه|التالي|الاتيه|الاتي|اهمها|ابرزها|وهي|هي|وهو|هو|هم|هن"
    r"|اذا|عندما|بما في ذلك"
    r"|من خلال|كالتالي|كالاتي|ان|تتضمن|يتضمن|ما ياتي|كما ياتي|نذكر)"
    r"\s*[:：]\s*$"
)
FOLLOWING = re.compile(r"\b(?:following|below|such as)\b|(?:التاليه|الاتيه|التالي|الاتي|فيما يلي)(?!\w)")
ASKING = re.compile(
    r"^(?:what|when|why|who|whom|whose|how|where|which|is|are|was|do|does|did|can|could|will|would|should|may|must|has|have"
    r"|هل|ما|ماذا|متى|لماذا|من|كيف|كم|اين|اي|بكم|ايهما|لمن|الى متى|ماهي|ماهو|وهل|وما|وكيف|ومتى|ولماذا)\b"
)
SAYS = re.compile(
    r"\b(?:is|are|was|were|will|may|can|should|must|has|have|had|does|do)\b"
    r"|^(?:it|this|these|they|you|we|there|if|please|the (?:doctor|patient|surgeon))\b"
)
# Nearly every Arabic word in ي of four letters or more is a verb; those in ت are as often nouns.
ARABIC_SAYS = re.compile(
    r"^و?(?:ي(?!وم|سار|مين|نبوع|ناير|وليو|ونيو)\w{3,}|يتم|يعد|يجب|قد|لقد|كما|حيث|وذلك|لذلك|لكن|وهي|وهو|ليس|كان|كانت|اذا|عندما|انها|انه"
    r"|(?:عاده|غالبا) ما|هذه ال\w+|هذا ال\w+|(?:لن|لم) \w+"
    r"|تعتبر|تعد|تتم|تساعد|تستخدم|تستعمل|تستغرق|تقوم|تشعر|تحتاج|تحتوي|تتميز|تهدف|تعاني|تبدا|تختلف|تظهر|تستمر|تتراوح|تعتمد|تحقن|توضع|توجد"
    r"|تجري|تعمل|تمنع|تزيد|تقلل|تعطي|تحدث|تؤدي|تودي|تصل|تزول|تعود|تدوم|تناسب|تشمل|تنقسم|تتكون|تتوفر|تتجاوز|تبلغ|تصبح|تكون)(?!\w)"
)
MOST_CHARACTERS = 120


@dataclass(frozen=True)
class Numbered:
    """A heading or item without its number. `style` says how it was counted; "" where it was not."""

    style: str
    mark: str
    text: str


def numbered(line):
    """A line with its number, ordinal or letter taken off, where it has one."""
    line = line.strip()
    for style, form in (
        ("step", STEP),
        ("decimal", DECIMAL),
        ("digit", NUMBER),
        ("ordinal", ORDINAL),
        ("ordinal", ADVERB),
        ("letter", LETTER),
    ):
        if match := form.match(line):
            return Numbered(style, line[: match.start("text")].strip(), match["text"].strip())
    return Numbered("", "", line)


def is_question(line):
    """Whether a line ends as a question does."""
    return bool(QUESTION_END.search(line.strip()))


def asks(line):
    """Whether a line is a question, with a question mark or without."""
    return is_question(line) or bool(ASKING.match(plain_text.fold(line)))


def leads_in(line):
    """Whether a line only leads in what follows it: "These include:", "In the following cases:"."""
    folded = plain_text.fold(line)
    return bool(LEADS_IN.search(folded)) or (folded.endswith(":") and bool(FOLLOWING.search(folded)))


def is_title_like(line):
    """Whether words are shaped like a title: short, one phrase, with no sentence's end."""
    line = line.strip()
    if not line or len(line) > MOST_CHARACTERS or SENTENCE_END.search(line) or INNER_END.search(line):
        return False
    if not any(c.isalpha() for c in line):
        return False
    return len(line.split()) <= (18 if asks(line) else 14)


def is_heading_like(line):
    """Whether a line of plain text, standing by itself, is a heading: a title that says no whole sentence."""
    found = numbered(line)
    line = found.text
    if found.style == "step" and not line:
        return True
    if not is_title_like(line) or leads_in(line):
        return False
    if is_question(line):
        return True
    if line[0].islower() or (line.endswith("!") and len(line.split()) > 8):
        return False
    return _in_title_case(line) or not _is_sentence(line)


def _is_sentence(line):
    folded = plain_text.fold(line)
    if line.rstrip().endswith((":", "：")):
        return len(line.split()) > 10 or bool(SAYS.search(folded) or ARABIC_SAYS.match(folded))
    if len(line.split()) > 4 and ARABIC_SAYS.match(folded):
        return True
    return (not ASKING.match(folded) and bool(SAYS.search(folded))) or len(line.split()) > 12


def _in_title_case(line):
    longer = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3 and word.isascii()]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)
