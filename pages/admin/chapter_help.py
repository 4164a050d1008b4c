"""What each chapter of a page is for, with an example of its text."""

from django.utils.translation import gettext_lazy as _

from pages.admin.helping import Help, tell_chapters

tell_chapters(
    sections=Help(
        _(
            "The text, section by section, in the order in which it is read. The first one answers what most people came for."
        ),
        "Bring your identity card, the list of your medicines and your last scan.",
        "أحضر بطاقتك وقائمة أدويتك وآخر أشعة أجريتها.",
    ),
    what_it_is=Help(
        _("What is done, in words that somebody hears for the first time."),
        "The lens of the eye has become cloudy. The surgeon takes it out and puts a clear artificial lens in its place.",
        "أصبحت عدسة العين معتمة. يزيلها الجراح ويضع مكانها عدسة صناعية صافية.",
    ),
    how_it_works=Help(
        _("Why it helps: what changes in the body."),
        "The new lens lets light through again, so that a sharp picture falls on the retina.",
        "تسمح العدسة الجديدة بمرور الضوء، فتقع على الشبكية صورة واضحة.",
    ),
    preparation=Help(
        _("What to do, to stop and to bring, and from when on."),
        "Eat nothing for six hours before. Tell us if you take medicine that thins the blood. Bring somebody who takes you home.",
        "لا تأكل شيئًا قبلها بست ساعات. أخبرنا إذا كنت تتناول دواء لسيولة الدم. وأحضر معك من يعيدك إلى البيت.",
    ),
    recovery=Help(
        _("What is normal on the first day, in the first week and later, and what to do."),
        "The eye waters and feels gritty for two days. Use the drops four times a day. Do not drive in the first week.",
        "تدمع العين ويُحس فيها بما يشبه الرمل يومين. استعمل القطرة أربع مرات يوميًا. ولا تقُد السيارة في الأسبوع الأول.",
    ),
    results=Help(
        _("What most people can expect, when, and for how many it does not help; with its source."),
        "Most people see better within a few days. Some still need glasses for reading.",
        "يتحسن نظر أغلب الناس خلال أيام. ويظل بعضهم محتاجًا إلى نظارة للقراءة.",
    ),
    alternatives=Help(
        _("What else can be done, said fairly, also what the clinic does not offer."),
        "Stronger glasses and better light help for a while. They do not clear the lens.",
        "تنفع نظارة أقوى وإضاءة أفضل مدة من الزمن. لكنها لا تزيل العتامة.",
    ),
    if_nothing_is_done=Help(
        _("What happens if one waits: honestly, and without frightening."),
        "Sight usually gets worse slowly. Waiting some months harms most people little.",
        "يضعف النظر ببطء عادةً. وانتظار بضعة أشهر لا يضر أغلب الناس كثيرًا.",
    ),
    cost=Help(
        _("What is included, what is not, and who says what it costs."),
        "The price includes the lens and two visits afterwards. We tell you the sum before you decide.",
        "يشمل السعر العدسة وزيارتين بعدها. ونخبرك بالمبلغ قبل أن تقرر.",
    ),
    call_us_if=Help(
        _("Signs that can wait for opening hours, one a line."),
        "The eye is still red after a week.",
        "ما زالت العين حمراء بعد أسبوع.",
    ),
    urgent=Help(
        _("Signs that cannot wait, one a line, with where to go. A doctor checks each."),
        "Sudden loss of sight: go to the nearest hospital at once.",
        "فقدان مفاجئ للنظر: اذهب فورًا إلى أقرب مستشفى.",
    ),
    disclaimer=Help(
        _("Only where this page needs other words than the usual ones at its end."),
        "This page does not replace a visit to your eye doctor.",
        "لا تغني هذه الصفحة عن زيارة طبيب العيون.",
    ),
    indications=Help(
        _("For whom doctors recommend it: one reason a row."),
        "You can no longer read or drive safely, although your glasses are right.",
        "لم تعد تقرأ أو تقود بأمان مع أن نظارتك مناسبة.",
    ),
    candidates=Help(
        _("Whom it suits and whom it does not: one group of people a row."),
        "Not suitable while the eye is inflamed.",
        "لا يناسب من بعينه التهاب حتى يزول.",
    ),
    steps=Help(
        _("What happens, in order: one step a row, as the patient lives it."),
        "You get drops that numb the eye. After a few minutes you feel no pain.",
        "تُوضع قطرات تخدّر العين. وبعد دقائق لا تشعر بألم.",
    ),
    benefits=Help(
        _("What it can give: one benefit a row, without promising."),
        "Colours look brighter again.",
        "تعود الألوان أكثر وضوحًا.",
    ),
    risks=Help(
        _("What can go wrong: one risk a row, how common it is, and what is done about it."),
        "Infection inside the eye: rare. It needs treatment in hospital on the same day.",
        "عدوى داخل العين: نادرة. وتحتاج إلى علاج في المستشفى في اليوم نفسه.",
    ),
    comparison=Help(
        _("How it differs from another treatment: one aspect a row, the same for both."),
        "Time until you can work: one week here, one day with glasses.",
        "العودة إلى العمل: بعد أسبوع هنا، وبعد يوم مع النظارة.",
    ),
    questions=Help(
        _("What patients really ask, in their words, each with a short answer."),
        "Will I be awake? Yes, but you feel no pain.",
        "هل سأكون مستيقظًا؟ نعم، لكنك لن تشعر بألم.",
    ),
    other=Help(_("What belongs to none of the others.")),
    links=Help(_("Pages that a reader of this one wants next: two or three, not all that there are.")),
    sources=Help(_("Where the numbers and the advice come from: guidelines and reviews rather than newspapers.")),
)
