// Puts the suggested links under the form as soon as the browser has nothing else to do.
const place = document.querySelector("#suggestions[data-at]");

async function load() {
  const answer = await fetch(place.dataset.at).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // the link that stands there leads to them, or to signing in
  const found = document.createElement("template");
  found.innerHTML = await answer.text();
  place.replaceWith(found.content);
}

if (place) "requestIdleCallback" in window ? requestIdleCallback(load) : setTimeout(load);
