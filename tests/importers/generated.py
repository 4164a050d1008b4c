"""Documents made by chance, the same for the same seed: what no author would write is read without a loss too."""

import random

HEADINGS = (
    """
What is a disc?|When is it recommended?|Benefits|Potential Benefits of Surgery|Rapid Relief|Patients with Pain|Risks
Side effects|How does it work?|How is it done?|Step 1: Cleaning|Step 2: Closing|Lower risk of infection|Recovery
Before the procedure|After the procedure|LASIK vs PRK|Targeted Area|Mechanism of Action|Cost|FAQ|Does it hurt?
Q: Is it safe?|Contraindications|Suitable for:|Common:|Rare|1. Numbers|2. More numbers|2.1 Decimals|Disclaimer
Benefits and risks|Conclusion|References|Types of Lenses|Our clinic|Introduction|Contents|When to call your doctor
ما هي العملية؟|دواعي إجراء العملية|الفوائد|المخاطر|أولاً: التعريف|ثانياً: الأسباب|الخطوة الأولى: الفحص|الفرق بين الليزر والجراحة
من هم المرشحون؟|موانع العملية|التعافي|س: هل تؤلم؟|الأسئلة الشائعة|المراجع|مقدمة|محتويات المقال|نصائح بعد العملية
""".strip()
    .replace("\n", "|")
    .split("|")
)
LINES = (
    """
Also Read : Vertebroplasty Cost|Read more : Nerve-Root-Injection|اقرأ أيضًا: تكلفة العملية|See also|قد يهمك|Oct, 22 2024
3106 مشاهدة|22/10/2024 | 99 views|Share|A: Yes it is.|ج: نعم بالتأكيد.|Note: ask first.|Laser: quick. Surgery: slow.|Common:|•|1.|—
The pain fades within days. Also Read : Sciatica|Do you suffer from pain?|By Dr Hana|Home > Spine > Disc|Step 3|“Quoted words”
""".strip()
    .replace("\n", "|")
    .split("|")
)
WORDS = [
    "pain",
    "nerve",
    "disc",
    "injection",
    "the",
    "of",
    "and",
    "within",
    "days",
    "surgeon",
    "may",
    "relieve",
    "numbness",
    "5",
    "mg",
    "L4–L5",
    "X-ray",
    "doctor’s",
    "it's",
    "العصب",
    "الألم",
    "العملية",
    "خلال",
    "أيام",
    "الطبيب",
    "قد",
    "يزول",
    "٣",
    "في",
    "المئة",
    "وبعد",
    "الجراحة",
]


def text(seed):
    """A plain text."""
    chance = random.Random(seed)
    return "\n".join(_line(chance) for _ in range(chance.randint(1, 40)))


def markdown(seed):
    """A Markdown text of headings, lists, tables and paragraphs."""
    chance = random.Random(seed)
    return "\n\n".join(_markdown_block(chance) for _ in range(chance.randint(1, 25)))


def html(seed):
    """An HTML fragment, well-formed or not."""
    chance = random.Random(seed)
    return "\n".join(_html_block(chance) for _ in range(chance.randint(1, 25)))


def _sentence(chance):
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 25))) + chance.choice([".", ".", "", ":", "؟", "!"])


def _line(chance):
    return chance.choice(
        [
            "",
            "",
            chance.choice(HEADINGS),
            chance.choice(LINES),
            _sentence(chance),
            f"• {_sentence(chance)}",
            f"    - {_sentence(chance)}",
            f"{chance.randint(1, 4)}. {_sentence(chance)}",
            f"• Laser: {_sentence(chance)}",
            f"• Surgery: {_sentence(chance)}",
            f"{_sentence(chance)}\t{_sentence(chance)}",
        ]
    )


def _markdown_block(chance):
    item = f"{chance.choice(['-', '*', '1.', '•'])} {_sentence(chance)}"
    return chance.choice(
        [
            f"{'#' * chance.randint(1, 5)} {chance.choice(HEADINGS)}",
            f"**{chance.choice(HEADINGS)}**",
            _sentence(chance),
            chance.choice(LINES),
            "\n".join([item] * chance.randint(1, 3)),
            f"{item}\n   - {_sentence(chance)}\n     - {_sentence(chance)}",
            f"| Point | Laser | Surgery |\n|---|---|---|\n| Time | {chance.choice(WORDS)} | {chance.choice(WORDS)} |",
            f"> {_sentence(chance)}",
            f"**Label:** {_sentence(chance)}",
        ]
    )


def _html_block(chance):
    said, heading = _sentence(chance), chance.choice(HEADINGS).replace(">", "&gt;")
    line = chance.choice(LINES).replace(">", "&gt;")
    return chance.choice(
        [
            f"<h{chance.randint(1, 6)}>{heading}</h2>",
            f"<p><strong>{heading}</strong></p>",
            f"<p><b>{heading}</b><br>{said}<br>• {said}",
            f"<p>{said}<p>{line}",
            f"<div>{line}</div>",
            f"<ul><li>{said}<ul><li>{line}</ul><li><strong>{heading}</strong> {said}</ul>",
            f"<ol><li><p>{said}</p><p>{said}</p></li><li><h4>{heading}</h4>{said}</li></ol>",
            f"<table><tr><th>Point<th>Laser<th>Surgery<tr><td rowspan=2>{said}<td>{said}<td>{line}<tr><td"
            f" colspan=2>x</table>",
            f"<dl><dt>{heading}<dd>{said}</dl>",
            f"<details><summary>{heading}</summary>{said}</details>",
            f'<a href="/x"><h3>{heading}</h3><span>{said}</span></a>',
            f"<pre>{heading}\n\n{said}</pre>",
        ]
    )
