// "Also read" lines: the page, and its part, that a line leads to are chosen in the dialog of links.
const { gettext } = window;

document.addEventListener("click", async (event) => {
  const target = event.target.closest(".link-target button")?.parentElement;
  if (!target) return;
  const { chooseLink, told } = await import("bayan/link-dialog"); // not before: it brings the editor's own half megabyte
  const page = target.querySelector("input");
  const part = document.getElementsByName(page.name.replace(/to_page$/, "to_anchor"))[0];
  const chosen = await chooseLink({
    search: target.dataset.search,
    addresses: false,
    current: page.value ? { page: page.value, part: part.value } : null,
  });
  if (!chosen) return;
  page.value = chosen.page ?? "";
  part.value = chosen.part ?? "";
  const names = chosen.page ? [told(chosen.title), ...(chosen.name ? [" › ", told(chosen.name)] : [])] : [gettext("No page is chosen.")];
  target.querySelector(".link-target-told").replaceChildren(...names);
});
