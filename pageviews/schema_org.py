"""The count of views as machines are told it: where the page shows it, and the number that it shows."""


def of_edition(scene):
    """The page with its views, unless it is a preview or too few have read it for the clinic to say."""
    edition = scene.edition
    if edition is None or not edition.is_saved or edition.views < scene.context["clinic"].show_views_from:
        return
    yield {
        "@id": scene.page,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": {"@type": "ReadAction"},
            "userInteractionCount": edition.views,
        },
    }
