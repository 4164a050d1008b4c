"""The fields of a page's form in which a picture is chosen (static/admin-bayan/picture-fields.js)."""

from functools import partial

from django import forms

from pages import languages, picture_sizes, pictures
from pages.admin.bilingual import pair
from pages.admin.link_report import numbered
from pages.models import Picture

# What a browser offers to choose: by naming JPEG an iPhone hands over what it keeps as HEIC.
ACCEPTED = ",".join(f"image/{form.lower()}" for form in pictures.FORMATS)


def told(picture):
    """What a form shows of a picture: a dict for JSON, or for the attributes of an option."""
    return {
        "number": picture.pk,
        "shown": picture.file.storage.url(picture_sizes.smallest(picture.file.name)),
        "name": str(picture),
        "en": picture.text("alt", "en"),
        "ar": picture.text("alt", "ar"),
        "decorative": "yes" if picture.decorative else "",
    }


class ChosenPictures:
    """The pictures that the fields of one form name: the database is asked for all of them together."""

    def __init__(self, numbers=()):
        self.expected, self.found = set(numbers), {}

    @classmethod
    def of(cls, request):
        """Those of a request, which fields that were posted name."""
        if not hasattr(request, "chosen_pictures"):
            posted = (value for name, value in request.POST.items() if name.rpartition("-")[2] == "picture")
            request.chosen_pictures = cls(map(numbered, posted))
        return request.chosen_pictures

    def get(self, number):
        """The Picture of that number, None where there is none."""
        if number and number not in self.found:
            asked = {one for one in self.expected | {number} if one} - self.found.keys()
            self.found |= dict.fromkeys(asked) | Picture.objects.in_bulk(asked)
        return self.found.get(number)


class PictureField(forms.ModelChoiceField):
    """Finds what was posted among the ChosenPictures: Django asks the database field by field."""

    def __init__(self, chosen, **options):
        super().__init__(**options)
        self.chosen = chosen

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if picture := self.chosen.get(numbered(str(value))):
            return picture
        raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})


class PictureSelect(forms.Select):
    """Holds the picture that is chosen, and no other: a script has another one chosen from the dialog of pictures."""

    def __init__(self, chosen):
        super().__init__()
        self.chosen = chosen

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-picture": ""}

    def optgroups(self, name, value, attrs=None):
        chosen = next(filter(None, map(self.chosen.get, map(numbered, value))), None)
        options = [self.create_option(name, "", "—", chosen is None, 0)]
        if chosen:
            option = self.create_option(name, chosen.pk, str(chosen), True, 1)
            option["attrs"] |= {f"data-{key}": text for key, text in told(chosen).items()}
            options.append(option)
        return [(None, options, 0)]


class PictureFieldMixin:
    """For an admin or an inline that is part of a page's form."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is Picture:
            chosen = ChosenPictures.of(request)
            kwargs |= {"widget": PictureSelect(chosen), "form_class": partial(PictureField, chosen)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PicturesMixin(PictureFieldMixin):
    """For the admin of a page: the dialog of pictures, for those who may see some."""

    def render_change_form(self, request, context, *args, **kwargs):
        ChosenPictures.of(request).expected |= _stored(context)
        admin = self.admin_site.get_model_admin(Picture)
        if admin.has_view_permission(request):
            may_add = admin.has_add_permission(request)
            context["pictures"] = {
                "largest": pictures.LARGEST_FILE,
                **(_adding(admin, request) if may_add else {}),
                **(_describing(admin, request) if admin.has_change_permission(request) else {}),
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _stored(context):
    """The numbers of the pictures that a page and its parts have, as its form has read them."""
    parts = (part for one in context["inline_admin_formsets"] for part in one.formset.get_queryset())
    return {row.picture_id for row in [context["adminform"].form.instance, *parts] if hasattr(row, "picture_id")}


def _adding(admin, request):
    """The form of a new picture, by the names of the template: its texts begin with the interface's language."""
    form = admin.get_form(request)(auto_id="picture-%s")
    form.fields["file"].widget.attrs["accept"] = ACCEPTED
    form.fields["file"].widget.is_required = False  # what is missing is told by the server, in the editor's language
    first, second = languages.original_first(None)
    texts = {name: [form[f"{name}_{code}"] for code in (first, second)] for name in ("alt", "caption")}
    return {"form": form, "descriptions": texts["alt"], "captions": texts["caption"]}


def _describing(admin, request):
    """Likewise the form in which a chosen picture is described anew."""
    form = description_form(admin, request)(auto_id="described-%s")
    texts = [form[f"alt_{code}"] for code in languages.original_first(None)]
    return {"describing": form, "own_descriptions": texts}


def description_form(admin, request):
    """The form of a picture's own admin, as far as it describes the picture."""
    return admin.get_form(request, fields=["decorative", *pair("alt")])
