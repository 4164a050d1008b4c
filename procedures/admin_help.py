"""Help for the fields of procedures and their parts."""

from django.utils.translation import gettext_lazy as _

from pages.admin.helping import Help, tell

tell(
    "procedure",
    type=Help(_("How far it goes into the body: not at all, through a needle, or by a cut.")),
    medical_name=Help(
        _("What doctors call it, for those who were given that name."), "Phacoemulsification", "استحلاب العدسة"
    ),
    body_location=Help(_("Where in the body, as a patient would point to it."), "The lens of the eye", "عدسة العين"),
    anaesthesia=Help(
        _("How pain is prevented, and whether one is awake."),
        "Drops that numb the eye; you stay awake",
        "قطرات تخدّر العين، وتظل مستيقظًا",
    ),
    duration=Help(_("How long it takes, without the waiting."), "About 20 minutes", "نحو 20 دقيقة"),
    hospital_stay=Help(
        _("How long one stays."), "A few hours; home the same day", "بضع ساعات، والعودة إلى البيت في اليوم نفسه"
    ),
    return_to_work=Help(
        _("When most people work again, at a desk and with their hands."),
        "Desk work after one week",
        "العمل المكتبي بعد أسبوع",
    ),
    performed_by=Help(_("The doctors of the clinic who do it; their pages list it.")),
    compared_with=Help(_("A procedure of this site; or write its name beside it.")),
    compared_with_name=Help(
        _("What the comparison is with, where it is no page of this site."), "Stronger glasses", "نظارة أقوى"
    ),
)

tell(
    "indication",
    heading=Help(_("The reason in a few words."), "Glare at night", "الوهج ليلًا"),
    body=Help(
        _("One or two sentences: how it shows in daily life."),
        "Lights of cars blind you, and you avoid driving after sunset.",
        "تبهرك أنوار السيارات فتتجنب القيادة بعد الغروب.",
    ),
)

tell(
    "candidate",
    suitability=Help(_("Whether it suits these people or not.")),
    heading=Help(_("Who is meant, in a few words."), "People with diabetes", "مرضى السكري"),
    body=Help(
        _("Why, and what to do instead or first."),
        "It suits them once the sugar is stable. Ask your doctor for a test first.",
        "يناسبهم بعد أن يستقر السكر. اطلب من طبيبك تحليلًا أولًا.",
    ),
)

tell(
    "step",
    heading=Help(_("What is done, in a few words."), "The eye is numbed", "تخدير العين"),
    body=Help(
        _("What the patient sees, hears and feels, and how long it takes."),
        "You see a bright light and hear a hum. It takes ten minutes.",
        "ترى ضوءًا ساطعًا وتسمع أزيزًا. ويستغرق ذلك عشر دقائق.",
    ),
)

tell(
    "benefit",
    heading=Help(_("What gets better, in a few words."), "Clearer sight", "نظر أوضح"),
    body=Help(
        _("For how many people, and when; say where the number comes from."),
        "Most people notice it on the second day.",
        "يلاحظه أغلب الناس في اليوم الثاني.",
    ),
)

tell(
    "risk",
    frequency=Help(_("How many people it happens to: the steps are those of package leaflets.")),
    severity=Help(_("How much it would trouble somebody to whom it happens.")),
    heading=Help(_("What can happen, in plain words."), "Bleeding in the eye", "نزيف في العين"),
    body=Help(
        _("How one notices it, and what is done then."),
        "You see a dark spot. Call us on the same day.",
        "ترى بقعة داكنة. اتصل بنا في اليوم نفسه.",
    ),
)

tell(
    "aspect",
    aspect=Help(_("What is compared."), "Time until you can work", "متى تعود إلى العمل"),
    here=Help(_("How it is with this procedure."), "One week", "أسبوع"),
    there=Help(_("How it is with the other treatment."), "One day", "يوم واحد"),
)

tell(
    "question",
    question=Help(_("As a patient asks it."), "Can both eyes be done on one day?", "هل تُجرى للعينين في يوم واحد؟"),
    answer=Help(
        _("The answer first, the reason after it; three sentences at most."),
        "Usually not. The second eye follows when the first has healed.",
        "لا في العادة. تأتي العين الثانية بعد أن تُشفى الأولى.",
    ),
)
