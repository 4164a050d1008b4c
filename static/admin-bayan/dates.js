// A row that is added to a form gets the calendar beside its dates too, as Django's own rows do.
document.addEventListener("formset:added", ({ target }) => {
  if (!target.querySelector(".vDateField")) return;
  document.querySelectorAll(".datetimeshortcuts, .timezonewarning").forEach((one) => one.remove());
  window.DateTimeShortcuts.init();
});
