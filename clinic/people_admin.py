"""The admin of people and roles: nobody makes themselves or others more than they are."""

from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as auth
from django.contrib.auth.forms import ReadOnlyPasswordHashField, ReadOnlyPasswordHashWidget, UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic import roles
from pages import languages, log
from pages.models import Deed

OWN = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")

admin.site.unregister([User, Group])


class PasswordLine(ReadOnlyPasswordHashWidget):
    """Says that nobody can see a password, and leads to where a new one is set; of the hash nothing."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        said = _("Raw passwords are not stored, so there is no way to see the user’s password.")
        return context | {"summary": [{"label": said}]}


class PersonForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label=gettext_lazy("Password"), widget=PasswordLine)


class RightsMixin:
    """Offers the rights and roles that whoever gives them has, and refuses any others that are sent."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if choices := self._choices(request).get(db_field.name):
            kwargs["queryset"] = choices
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            self.refuse_more(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def refuse_more(self, request, object_id):
        for name, choices in self._choices(request).items():
            sent = set(request.POST.getlist(name))
            if sent - {str(number) for number in choices.values_list("pk", flat=True)}:
                raise PermissionDenied(_("You cannot give rights that you do not have. Nothing was changed."))

    def _choices(self, request):
        user = request.user
        return {name: choices(user) for name, choices in self.given.items()}


@admin.register(User)
class PersonAdmin(RightsMixin, auth.UserAdmin):
    """Accounts. Who has rights that an administrator does not have is not theirs to change."""

    given = {
        "groups": roles.groups_to_give,
        "user_permissions": roles.rights_to_give,  # not shown: what is sent is refused all the same
    }
    list_display = ("username", "first_name", "last_name", "roles", "is_active", "is_superuser")
    list_filter = ("groups", "is_staff", "is_superuser", "is_active")
    actions = ["open_again"]
    form = PersonForm
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (None, {"fields": ("first_name", "last_name", "email")}),
        (None, {"fields": ("groups",)}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser")}),
        (None, {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        (None, {"fields": ("usable_password", "password1", "password2")}),
        (None, {"fields": ("groups",)}),
    )

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.widget.can_add_related = False
            field.help_text = ""
        return field

    @admin.action(description=gettext_lazy("Open again what wrong passwords closed"), permissions=["change"])
    def open_again(self, request, people):
        """Forgets the wrong passwords of those accounts whose owner an administrator may change."""
        opened = [one for one in people if self.has_change_permission(request, one) and reset(username=one.username)]
        for one in opened:
            log.note(request.user, "opened_again", one)
        if opened:
            names = languages.listed(log.name_of(one) for one in opened)
            messages.success(request, _("Can sign in again at once: %(names)s.") % {"names": names})
        else:
            messages.info(request, _("None of these accounts was closed by wrong passwords."))

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return languages.listed(map(str, user.groups.all()))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        """Only superusers make superusers; nobody changes their own rights or closes their own account."""
        own = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return own
        return (*own, *OWN) if obj == request.user else (*own, "is_superuser")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or roles.is_above(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        """Who did something stays in the record: their account is closed, not deleted."""
        allowed = super().has_delete_permission(request, obj)
        if obj is None or not allowed:
            return allowed
        is_other = obj != request.user and roles.is_above(request.user, obj)
        return is_other and not Deed.objects.filter(by=obj).exists()

    def refuse_more(self, request, object_id):
        super().refuse_more(request, object_id)
        if request.user.is_superuser:
            return
        closed = OWN if object_id == str(request.user.pk) else ("is_superuser",)
        if set(closed) & set(request.POST):
            raise PermissionDenied(_("Only somebody with more rights can change this. Nothing was changed."))

    def save_related(self, request, form, formsets, change):
        """Who is given a role of the admin may open it."""
        user = form.instance
        before = _groups(user)
        super().save_related(request, form, formsets, change)
        if before != (after := _groups(user)):
            log.note(request.user, "roles_changed", user, before=before, after=after)
        if "groups" in form.changed_data and user.groups.filter(name__in=roles.OF_STAFF).exists() and not user.is_staff:
            user.is_staff = True
            user.save(update_fields=["is_staff"])


@admin.register(Group)
class RoleAdmin(RightsMixin, auth.GroupAdmin):
    """Groups. The roles that Bayan brings can be given other rights; they keep their names and are not deleted."""

    given = {"permissions": roles.rights_to_give}
    list_display = ("__str__",)

    def get_fields(self, request, obj=None):
        return ("role", "permissions") if _is_role(obj) else ("name", "permissions")

    def get_readonly_fields(self, request, obj=None):
        return ("role",) if _is_role(obj) else ()

    @admin.display(description=gettext_lazy("role"))
    def role(self, group):
        return str(group)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or roles.groups_to_give(request.user).filter(pk=obj.pk).exists())

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or (not _is_role(obj) and self.has_change_permission(request, obj)))


def _groups(user):
    return sorted(Group.objects.filter(user=user).values_list("name", flat=True))


def _is_role(group):
    return group is not None and group.name in roles.NAMES
