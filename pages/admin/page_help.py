"""Help for the fields that every page has, and for pictures and topics."""

from django.utils.translation import gettext_lazy as _

from pages.admin.helping import Help, tell

tell(
    "page",
    original_language=Help(
        _("The language that you write first. The other one is its translation, and is told when this one changes.")
    ),
    title=Help(
        _("What patients call it, in a few plain words; it heads the page and the lists."),
        "Cataract surgery",
        "جراحة المياه البيضاء",
    ),
    summary=Help(
        _("What this is and whom it helps, in about three short sentences. It stands below the title and in lists."),
        "A clouded lens is replaced by a clear one. It helps people whose sight is blurred although they wear glasses. Most go home the same day.",
        "تُستبدل عدسة العين المعتمة بعدسة صافية. تنفع من يرى الأشياء ضبابية رغم النظارة. ويعود أغلب الناس إلى بيوتهم في اليوم نفسه.",
    ),
    slug=Help(
        _(
            "The last words of the page's address. Made from the title if left empty; leave it as it is once the page is known."
        ),
        "cataract-surgery",
        "جراحة-المياه-البيضاء",
    ),
    aliases=Help(
        _("Other spellings, names and complaints that patients search for, one a line. They are found by, not shown."),
        "cloudy lens\nblurred vision at night\nphaco",
        "الميه البيضا\nزغللة بالليل\nالساد",
    ),
    picture=Help(
        _("It stands beside the title and on share cards. Choose one that shows the subject, without writing in it.")
    ),
    topics=Help(_("Where readers find it in the lists: one or two that a patient would look under.")),
    author=Help(_("The doctor whose name stands above the text. Leave it empty for what the clinic says as a whole.")),
    review_due_on=Help(_("When a doctor should read it again: a year from now, sooner where guidance changes fast.")),
    search_title=Help(
        _("Only where the title itself is too long for search results: up to 60 letters, what matters first."),
        "Cataract surgery: steps, risks and recovery",
        "جراحة المياه البيضاء: الخطوات والمخاطر والتعافي",
    ),
    search_description=Help(
        _("What search engines show below the title, up to 155 letters: the question that the page answers."),
        "What happens before, during and after the operation, what can go wrong, and when you can drive again.",
        "ماذا يحدث قبل العملية وأثناءها وبعدها، وما قد يسوء، ومتى تعود إلى قيادة السيارة.",
    ),
    first_published_on=Help(_("The day on which the text was first public, also on the site that it came from.")),
    opening_views=Help(
        _("Views that the page brings from the site it came from, for both languages together."), "1240"
    ),
)

tell(
    "section",
    heading=Help(
        _("Optional: other words than the usual ones of this kind. Short, as a patient would ask."),
        "Will I feel anything?",
        "هل سأشعر بشيء؟",
    ),
    body=Help(_("One thought a paragraph, three sentences at most; what is counted or done goes into a list.")),
    closing=Help(
        _("Where the section heads a group: the words after it."),
        "Tell us about anything that is not listed here.",
        "أخبرنا بأي شيء لا تجده هنا.",
    ),
    picture=Help(_("One that explains what the words cannot; it stands below the text.")),
    video=Help(
        _("The address of a film on another site. Nothing is loaded from there before a tap."),
        "https://www.youtube.com/watch?v=example",
    ),
)

tell(
    "source",
    citation=Help(
        _("Who says it, the title, and the year, so that a reader can find it."),
        "National Eye Institute: Facts about cataract, 2023",
        "المعهد الوطني للعيون: حقائق عن المياه البيضاء، 2023",
    ),
    url=Help(
        _("Where it can be read, the exact page rather than the front page."), "https://www.example.org/eye/cataract"
    ),
    accessed_on=Help(_("The day on which you read it there.")),
)

tell(
    "link",
    to_page=Help(_("The page, or the part of a page, that a reader wants next.")),
    after_anchor=Help(_("The part after which the line stands; empty: at the end.")),
    label=Help(
        _("Other words for the line than the page's title; they say where it leads."),
        "How long recovery takes",
        "كم يستغرق التعافي",
    ),
)

tell(
    "picture",
    file=Help(_("A photograph or a drawing, at least 1,200 pixels wide. Where it was taken is removed from it.")),
    alt=Help(
        _("What is to be seen, in one sentence, for those who cannot see it."),
        "A doctor looks into a patient's eye through a microscope.",
        "طبيبة تفحص عين مريض بالمجهر.",
    ),
    caption=Help(
        _("What the picture shows a reader that the text does not say. It stands below it."),
        "The cut is three millimetres long.",
        "طول الفتحة ثلاثة ملليمترات.",
    ),
    credit=Help(_("Who made it, where its licence asks for that."), "Drawing: Nile Gate Clinic"),
)

tell(
    "topic",
    name=Help(_("What patients would look under, in one or two words."), "Eyes", "العيون"),
    slug=Help(_("The last word of the topic's address. Made from the name if left empty."), "eyes", "العيون"),
    order=Help(_("Its place among the topics: 0 is the first."), "2"),
)
