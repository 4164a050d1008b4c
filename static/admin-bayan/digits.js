// Numbers that scripts write, Django's and ours, have the digits that the clinic chose: the server says which (data-digits).
// Only numbers are turned: what people wrote, and what is typed, stays as it is. Inputs and the calendar beside them have 123.
{
  const { interpolate } = window;
  const written = new Intl.NumberFormat("ar-EG-u-nu-arab");
  const turned = (value) => (typeof value === "number" ? written.format(value) : value);
  const all = (values) =>
    Array.isArray(values) ? values.map(turned) : Object.fromEntries(Object.entries(values).map(([name, value]) => [name, turned(value)]));
  if (interpolate && document.documentElement.dataset.digits === "arabic")
    window.interpolate = (words, values, isNamed) => interpolate(words, all(values), isNamed);
}
