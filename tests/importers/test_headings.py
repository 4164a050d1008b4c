"""What headings mean, in both languages."""

import pytest

from importers.document import words
from importers.recognition import meaning_of

TITLES = {"en": "Nerve root injection", "ar": "حقن جذور الأعصاب"}
ENGLISH = {
    "what_it_is": "What is a Nerve Root Injection and Why is it Used?|What are cataracts?|Definition of hernia|Overview|About the procedure",
    "indications": "When is a Nerve Root Injection Recommended ?|Why is it done?|Indications for surgery|Reasons for having a hysterectomy"
    "|Uses of botox|Conditions treated|Who needs a root canal?|When should you consider surgery?|WHY IS IT PERFORMED?",
    "candidates": "Who are the Ideal Candidates for Nerve Root Injections?|Am I a good candidate?|Who can have LASIK?|Is it right for me?",
    "how_it_works": "How Does a Nerve Root Injection Work?|Mechanism of action|How it works|How does the laser help?",
    "steps": "How is the Injection Administered?|How is it performed?|Steps of the operation|What happens during surgery?|Procedure"
    "|Day of surgery|Surgical technique",
    "benefits": "Potential Benefits After a Nerve Root Injection|Advantages of laser treatment over traditional surgery|Pros"
    "|Why choose laser treatment?",
    "risks": "Risks|What are the risks of vertebroplasty?|Possible Complications|Side effects|Is nerve root injection safe?|Drawbacks",
    "recovery": "Recovery|Nerve Root Injection Recovery|What to expect after the procedure|Aftercare|After the operation"
    "|Tips for a better recovery|When can I return to work?|Life after surgery|How long does recovery take?",
    "preparation": "How to prepare for your injection|Before the procedure|Preparation|What should I do before surgery?|Getting ready",
    "results": "Success rate of the operation|How long do the results last?|Results|How effective is it?|Outcomes",
    "cost": "Vertebroplasty Cost|How much does it cost?|Prices|Cost of a nerve root injection in Egypt",
    "alternatives": "Alternatives to surgery|Other treatment options|Are there other treatments?",
    "comparison": "What is the Difference Between Corticosteroid Injections and Nerve Root Injections?|LASIK vs PRK|Laser compared with surgery"
    "|How does it differ from surgery?|Which is better: braces or veneers?",
    "if_nothing_is_done": "What happens if a cataract is left untreated?|Risks of delaying treatment|If nothing is done",
    "call_us_if": "When should I call my doctor?|When to see a doctor|Contact your surgeon if|When to seek medical help",
    "urgent": "Go to the emergency room if|Warning signs|When to go to hospital immediately|Seek immediate help if",
    "questions": "FAQ|FAQs|Frequently asked questions|Common questions about LASIK|Questions and answers",
    "disclaimer": "Disclaimer|Medical disclaimer",
    "sources": "References|Sources",
}
ARABIC = {
    "what_it_is": "ما هو حقن جذور الأعصاب ولماذا يُستخدم؟|ماهي عملية المياه البيضاء|تعريف الليزك|ما المقصود بالقسطرة؟|نبذة عن العملية",
    "indications": "دواعي إجراء حقن جذور الأعصاب|متى نلجأ إلى العملية؟|متى يُنصح بحقن جذور الأعصاب؟|أسباب إجراء العملية|دواعـــي الاستعمال"
    "|الأعراض التي تستدعي التدخل الجراحي|الحالات التي تحتاج إلى الجراحة|لماذا تُجرى العملية؟|استخدامات البوتوكس|أسباب عملية الفتق",
    "candidates": "من هم المرشحون المثاليون لحقن جذور الأعصاب؟|المرشحون للعملية|لمن تناسب هذه العملية؟|شروط إجراء الليزك|من هو المرشح المثالي"
    "|من يمكنه إجراء العملية؟",
    "how_it_works": "كيف يعمل حقن جذور الأعصاب؟|آلية عمل الليزر|فكرة عمل البالون",
    "steps": "كيف يتم إجراء الحقن؟|كيف تُجرى العملية؟|خطوات زراعة الأسنان|مراحل العلاج|طريقة إجراء القسطرة|أثناء العملية|ماذا يحدث أثناء الجراحة؟",
    "benefits": "الفوائد المحتملة بعد حقن جذور الأعصاب|فوائد الليزر|مميزات العملية|مزايا وإيجابيات الجراحة|لماذا تختار الليزر؟",
    "risks": "مخاطر العملية|المضاعفات المحتملة|الآثار الجانبية|الأعراض الجانبية للبوتوكس|أضرار الليزر|عيوب الفينير|هل عملية الليزك آمنة؟|هل الحقن خطير؟",
    "recovery": "التعافي بعد الحقن|فترة النقاهة|نصائح بعد عملية المياه البيضاء|ما بعد العملية|بعد العملية|متى أعود إلى العمل؟|تعليمات هامة بعد الخلع",
    "preparation": "الاستعداد للعملية|التحضير قبل الولادة القيصرية|قبل العملية|كيف أستعد لليزك؟|الفحوصات المطلوبة قبل العملية|تعليمات قبل العملية",
    "results": "نسبة نجاح العملية|نتائج الفيلر|مدى فعالية الحقن|متى تظهر النتائج؟|هل العملية ناجحة؟",
    "cost": "تكلفة زراعة الأسنان في مصر|سعر عملية الليزك|كم تكلفة الحقن؟|أسعار تقويم الأسنان",
    "alternatives": "بدائل الجراحة|طرق علاج أخرى|خيارات العلاج",
    "comparison": "ما الفرق بين حقن الكورتيزون وحقن جذور الأعصاب؟|مقارنة بين الليزك والفيمتو|أيهما أفضل الليزك أم الفيمتو؟|الفروق بين النوعين",
    "if_nothing_is_done": "ماذا يحدث إذا لم يتم العلاج؟|مخاطر تأخير العلاج|مضاعفات إهمال المياه البيضاء|ماذا لو تُركت دون علاج؟",
    "call_us_if": "متى تتصل بالطبيب؟|متى يجب مراجعة الطبيب؟|متى أستشير الطبيب؟|اتصل بنا إذا",
    "urgent": "متى تراجع الطوارئ؟|علامات الخطر|أعراض خطيرة|حالات طارئة|متى تذهب إلى المستشفى فورًا؟",
    "questions": "الأسئلة الشائعة|أسئلة شائعة حول الليزك|أكثر الأسئلة تكرارًا|سؤال وجواب|أسئلة وأجوبة|استفسارات المرضى",
    "disclaimer": "إخلاء مسؤولية|إخلاء المسئولية|تنويه طبي",
    "sources": "المراجع|المصادر|المصادر والمراجع",
}
UNSUITABLE = (
    "Contraindications|Who is not a candidate?|Who should not have LASIK?|When is it not recommended?|Not suitable for"
)
UNSUITABLE += "|موانع العملية|من لا يناسبهم الحقن؟|موانع الاستعمال|غير المرشحين للعملية|من لا يمكنه إجراء الليزك؟|حالات لا يُنصح فيها بالعملية"
NOTHING = "Types of cataract lenses|Conclusion|Causes of sciatica|Symptoms of a herniated disc|Contact us|Our team|Targeted Area"
NOTHING += "|Benefits and risks|Advantages and disadvantages|أنواع العدسات|الخلاصة|أسباب الانزلاق الغضروفي|أعراض الفتق|فوائد ومخاطر الليزر|احجز موعدك"
# What they name is less of it: rows of benefits, not sections.
TURNED_ABOUT = "Lower risk of infection|Faster recovery|No complications|Enhanced Physical Therapy Outcomes|Lower cost|Without side effects"
TURNED_ABOUT += "|سرعة التعافي|تقليل مخاطر العدوى|قلة المضاعفات|انخفاض التكلفة|نتائج أفضل|تعافٍ أسرع"


def cases(table):
    return [(heading, kind) for kind, headings in table.items() for heading in headings.split("|")]


@pytest.mark.parametrize(("heading", "kind"), cases(ENGLISH))
def test_english_heading_is_known(heading, kind):
    assert meaning_of(heading, tuple(words(TITLES["en"]))).kind == kind


@pytest.mark.parametrize(("heading", "kind"), cases(ARABIC))
def test_arabic_heading_is_known(heading, kind):
    assert meaning_of(heading, tuple(words(TITLES["ar"]))).kind == kind


@pytest.mark.parametrize("heading", UNSUITABLE.split("|"))
def test_heading_of_whom_it_does_not_suit_is_known(heading):
    meaning = meaning_of(heading)
    assert (meaning.kind, meaning.suitable) == ("candidates", False)


@pytest.mark.parametrize("heading", NOTHING.split("|"))
def test_other_headings_mean_nothing_known(heading):
    assert meaning_of(heading) is None


@pytest.mark.parametrize("heading", TURNED_ABOUT.split("|"))
def test_less_of_a_thing_is_not_that_thing(heading):
    assert meaning_of(heading) is None


@pytest.mark.parametrize(
    "heading", ["1. Risks", "Second: Risks", "ثانيًا: المخاطر", "٢- المخاطر", "RISKS:", "المَخَاطِر", "المـخـاطـر"]
)
def test_numbers_marks_and_tatweel_do_not_count(heading):
    assert meaning_of(heading).kind == "risks"


def test_word_of_the_title_does_not_mislead():
    title = tuple(words("Risk-reducing mastectomy"))
    assert meaning_of("What is a risk-reducing mastectomy?", title).kind == "what_it_is"
    assert meaning_of("Complications", title).kind == "risks"


def test_heading_in_other_words_is_less_sure():
    topic = tuple(words("Nerve root injection"))
    assert meaning_of("Recovery after a nerve root injection", topic).sure
    assert not meaning_of("Vertebroplasty Cost", topic).sure
