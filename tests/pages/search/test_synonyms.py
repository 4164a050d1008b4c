"""Synonyms: what the editors say means the same is found, whichever of it is typed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pages.models import Synonym
from pages.search import synonyms
from pages.words import phrases
from tests.pages.search.test_search import found, page

pytestmark = pytest.mark.django_db

PLURALS = (
    """
طبيب أطباء|عظم عظام|عصب أعصاب|فقرة فقار|ورم أورام|دواء أدوية|مرض أمراض|جرح جروح|ندبة ندوب|حرق حروق|كسر كسور|طفل أطفال
مريض مرضى|حامل حوامل|غضروف غضاريف|مفصل مفاصل|وتر أوتار|شريان شرايين|وريد أوردة|وعاء أوعية|كيس أكياس|غدة غدد|عين عيون
أذن آذان|سن أسنان|ضرس أضراس|كتف أكتاف|ركبة ركب|قدم أقدام|إصبع أصابع|ظفر أظافر|خلية خلايا|نسيج أنسجة|عضو أعضاء|ضلع ضلوع
ألم آلام|وجع أوجاع|عرض أعراض|قرحة قرح|خراج خراريج|حصوة حصى|ناسور نواسير|باسور بواسير|إبرة إبر|قرص أقراص|منظار مناظير
تحليل تحاليل|تمرين تمارين|سبب أسباب|نتيجة نتائج|فائدة فوائد|خطر مخاطر|نصيحة نصائح|سؤال أسئلة|يوم أيام|شهر شهور|سعر أسعار
رئة رئتين|لوزة لوزتين|جفن أجفان|فيروس فيروسات|جهاز أجهزة|نوع أنواع|مرحلة مراحل|موعد مواعيد|رضيع رضع|أم أمهات|قسطرة قساطر
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
PHRASES = [
    ("عرق النسا", "sciatica"),
    ("عرق النسا", "ألم العصب الوركي"),
    ("ديسك", "انزلاق غضروفي"),
    ("مياه بيضاء", "كتاراكت"),
    ("الماء الأبيض", "cataract"),
    ("مياه زرقاء", "جلوكوما"),
    ("رنين مغناطيسي", "MRI"),
    ("بوتوكس", "botox"),
    ("ليزك", "LASIK"),
    ("أشعة سينية", "X-ray"),
    ("سونار", "موجات فوق صوتية"),
    ("علاج طبيعي", "physiotherapy"),
    ("بنج موضعي", "تخدير موضعي"),
    ("ضغط مرتفع", "hypertension"),
    ("فقر الدم", "أنيميا"),
    ("طفل أنابيب", "حقن مجهري"),
]


@pytest.mark.parametrize("pair", [pair.split() for pair in PLURALS], ids=" ".join)
def test_broken_plurals_find_their_singulars_and_back(pair):
    made = [page(word) for word in pair]
    assert [sorted(found(word)) for word in pair] == [made, made]


@pytest.mark.parametrize("pair", PHRASES, ids=" / ".join)
def test_names_and_phrases_find_each_other_in_both_directions(pair):
    made = [page(words) for words in pair]
    assert [found(words) for words in pair] == [made, made[::-1]]


def test_the_words_that_were_typed_come_before_their_synonyms_even_if_those_are_newer():
    own, synonym = page("ألم عرق النسا"), page("ألم العصب الوركي")
    assert found("عرق النسا") == [own, synonym]


def test_a_phrase_is_no_sum_of_its_words_synonyms():
    page("تعرق السيدات")
    assert found("عرق النسا") == []


def test_a_group_that_an_editor_adds_works_at_once_and_a_deleted_one_no_more():
    made = page("كيرالين")
    assert found("keralin") == []
    group = Synonym.objects.create(terms="كيرالين، Keralin")
    assert found("keralin") == [made]
    group.terms = "كيرالين\nOther"
    group.save()
    assert (found("keralin"), found("other")) == ([], [made])
    group.delete()
    assert found("other") == []


def test_terms_are_one_a_line_or_between_any_commas():
    assert phrases.terms_of("ندبة، ندوب,scar\n  scars ;\u202eندبة\n\n") == ["ندبة", "ندوب", "scar", "scars"]
    group = Synonym.objects.create(terms="ندبة، ندوب,scar")
    assert (group.terms, str(group)) == ("ندبة\nندوب\nscar", "ندبة · ندوب · scar")


def test_a_group_of_one_is_refused():
    with pytest.raises(ValidationError, match="at least two"):
        Synonym(terms="ندبة،").full_clean()


def test_the_shipped_groups_are_whole_and_no_term_stands_twice_in_one():
    groups = [phrases.terms_of(terms) for terms in synonyms.shipped()]
    assert len(groups) > 250
    assert [group for group in groups if len(group) < 2] == []
    assert Synonym.objects.count() == len(groups)
    assert [group for group in groups if not all(phrases.keys_of(term) for term in group)] == []


def test_an_editor_keeps_synonyms_in_the_admin(admin_client):
    added = admin_client.post(reverse("admin:pages_synonym_add"), {"terms": "كيرالين، Keralin"})
    assert added.status_code == 302
    made = page("كيرالين")
    assert found("keralin") == [made]
    assert "كيرالين · Keralin" in admin_client.get(reverse("admin:pages_synonym_changelist")).content.decode()
