"""Help for the fields of doctors."""

from django.utils.translation import gettext_lazy as _

from pages.admin.helping import Help, tell

tell(
    "doctor",
    name=Help(_("Without the title."), "Mona Salem", "منى سالم"),
    honorific=Help(_("What stands before the name: short."), "Dr.", "د."),
    specialty=Help(_("What the doctor treats, in words that patients know."), "Eye surgeon", "جراحة العيون"),
    biography=Help(
        _("Training, experience and languages in a few sentences; no praise."),
        "Trained in Cairo and Leeds. Has operated on eyes since 2009. Speaks Arabic and English.",
        "تدربت في القاهرة وليدز. وتجري جراحات العيون منذ 2009. وتتحدث العربية والإنجليزية.",
    ),
    photo=Help(_("The face, looking at the reader, before a quiet background.")),
    user=Help(_("The account with which the doctor opens their desk.")),
    slug=Help(
        _("The last words of the address of the doctor's page. Made from the name if left empty, and given once."),
        "mona-salem",
    ),
    email=Help(_("For reviews; patients do not see it."), "mona@clinic.example"),
    whatsapp=Help(_("For reviews, with the country's code; patients do not see it."), "+20 100 555 0101"),
    active=Help(_("Whether the doctor works at the clinic today. Who leaves is made inactive, not deleted.")),
    order=Help(_("The place among the doctors: 0 is the first."), "1"),
)
