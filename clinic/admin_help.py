"""Help for the fields of the clinic's profile and its branches."""

from django.utils.translation import gettext_lazy as _

from pages.admin.helping import Help, tell

tell(
    "clinic",
    name=Help(_("As it stands on the door."), "Nile Gate Clinic", "عيادة باب النيل"),
    tagline=Help(
        _("What the clinic is for, in one line; it stands below the name."),
        "Eye care in Cairo",
        "رعاية العيون في القاهرة",
    ),
    email=Help(_("Where patients write to; it is read every day."), "care@clinic.example"),
    emergency_telephone=Help(_("The number of the ambulance, which stands in urgent sections."), "123"),
    colour=Help(_("The colour of buttons and headings, dark enough for white letters."), "#0f6b6b"),
    logo=Help(_("It stands beside the name: simple, and clear when it is small.")),
    default_language=Help(_("What a visitor sees whose browser asks for neither language.")),
    digits=Help(_("Which digits the Arabic pages show. English always has 123.")),
    show_views_from=Help(_("Below this number of views a page does not show its count."), "100"),
    requires_review=Help(_("Whether a text needs a doctor's review before it can be published.")),
    review_pin=Help(_("Whether whoever opens a review link is asked for a PIN. The doctor sets it the first time.")),
    review_interval_months=Help(_("How long a review holds before the next one is due."), "12"),
)

tell(
    "branch",
    name=Help(_("The part of the town, as patients say it."), "Dokki", "الدقي"),
    address=Help(
        _("Number, street and town, so that a driver finds it."),
        "7 Papyrus Street, Dokki, Giza",
        "7 شارع البردي، الدقي، الجيزة",
    ),
    note=Help(_("Parking, lift, entrance."), "The lift is wide enough for a wheelchair.", "المصعد يتسع لكرسي متحرك."),
    telephone=Help(_("The number that is answered during opening hours, with the country's code."), "+20 2 5550 0101"),
    whatsapp=Help(_("With the country's code; messages arrive there with the page's name."), "+20 100 555 0101"),
    map_url=Help(
        _("The address of the place on a map, as the map's own “share” gives it."),
        "https://www.openstreetmap.org/node/1",
    ),
    order=Help(_("Its place among the branches: 0 is the first."), "0"),
)

tell(
    "openinghours",
    day=Help(_("The day of the week. A day without a row is closed, and one with a break has two rows.")),
    opens=Help(_("When the doors open, in the clinic's own time, on a clock of 24 hours."), "09:00"),
    closes=Help(_("When they close; a time before the opening is on the next day."), "17:00"),
)
